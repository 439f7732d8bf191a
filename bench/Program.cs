using PromoEngine.Bench;

// One row a command: its name, what runs it, what it takes.
(string Name, Func<Arguments, Task<int>> Run, string Usage)[] commands =
[
    ("extract", Extract.Run, "--catalog CATALOG.json --input IN.jsonl --output OUT.jsonl"),
];

var command = commands.FirstOrDefault(c => args.Length > 0 && c.Name == args[0]);
if (command.Run is not null && Arguments.Parse(args[1..]) is { } arguments)
{
    try
    {
        return await command.Run(arguments);
    }
    catch (UsageException wrong)
    {
        await Console.Error.WriteLineAsync(wrong.Message);
    }
}

foreach (var (name, _, usage) in commands)
    await Console.Error.WriteLineAsync($"bench {name} {usage}");
return 2;
