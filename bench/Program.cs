using PromoEngine.Bench;

// One row a command: its name, what runs it, what it takes.
(string Name, Func<Arguments, Task> Run, string Usage)[] commands =
[
    ("extract", Extract.Run, "--catalog CATALOG.json --input IN.jsonl --output OUT.jsonl"),
    ("verify", a => Verify.Run(a.ExistingFile("input"), a.Required("output"), CancellationToken.None), "--input IN.jsonl --output OUT.jsonl"),
];

var command = commands.FirstOrDefault(c => args.Length > 0 && c.Name == args[0]);
if (command.Run is not null && Arguments.Parse(args[1..]) is { } arguments)
{
    try
    {
        await command.Run(arguments);
        return 0;
    }
    catch (UsageException wrong)
    {
        await Console.Error.WriteLineAsync(wrong.Message);
    }
}

foreach (var (name, _, usage) in commands)
    await Console.Error.WriteLineAsync($"bench {name} {usage}");
return 2;
