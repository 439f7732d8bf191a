using PromoEngine.Bench;

// One row a command: its name, what runs it, what it takes. What measures answers 1 when it found something wrong.
(string Name, Func<Arguments, CancellationToken, Task<int>> Run, string Usage)[] commands =
[
    ("extract", Simple((a, _) => Extract.Run(a)), "--catalog CATALOG.json --input IN.jsonl --output OUT.jsonl"),
    ("corpus", MeasureCorpus.Run, "[--half dev|frozen] [--errors] [--ablation] [--corpus FOLDER]"),
    ("reader", ReaderSpeed.Run, "[--corpus FOLDER]"),
    ("verify", Simple((a, ct) => Verify.Run(a.ExistingFile("input"), a.Required("output"), ct)), "--input IN.jsonl --output OUT.jsonl"),
    ("mail", Simple((a, ct) => MailFiles.Mails(a.ExistingFile("input"), a.Required("output"), ct)), "--input LIST --output OUT.jsonl"),
    ("mime", MimeSpeed.Run, "[--seconds 5]"),
    ("reply", Simple((a, ct) => MailFiles.Replies(a.ExistingFile("input"), a.Required("output"), ct)), "--input IN.jsonl --output OUT.jsonl"),
    ("webhook", Simple((a, ct) => AnsweredLines.Write(a.ExistingFile("input"), a.Required("output"), WebhookFiles.Answer, ct)), "--input IN.jsonl --output OUT.jsonl"),
    ("ingest", Ingest.Run, "[--quick] [--seconds 60] [--warmup 10] [--connections 32] [--senders 5000] [--only raw,off,on] [--finish] [--data FOLDER] [--no-build]"),
    ("drain", Drain.Run, "[--quick] [--messages 20000] [--senders 5000,10] [--data FOLDER] [--no-build] or --steady 100 [--seconds 60]"),
    ("memory", Memory.Run, "[--messages 10000] [--data FOLDER] [--no-build]"),
    ("accept", Accept.Run, "[--quick] [--quotes 8000] [--clients 16] [--hot 10] [--workers 0] [--database CONNECTION-STRING] [--data FOLDER] [--no-build]"),
    ("live", Live.Run, "[--clients 1000] [--group 5] [--rate 300] [--seconds 30] [--database CONNECTION-STRING] [--data FOLDER] [--no-build] or --idle 10000"),
    ("start", Start.Run, "[--runs 3] [--idle 20] [--data FOLDER] [--no-build]"),
    ("crash", Crash.Run, "[--rounds 20] [--seed NUMBER] [--data FOLDER] [--no-build]"),
    ("fairness", Fairness.Run, "[--quick] [--messages 10000] [--data FOLDER] [--no-build]"),
    ("raw", RawLimit.Run, "--port PORT --token TOKEN --file FILE (the server of the raw limit, which ingest starts)"),
];

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var command = commands.FirstOrDefault(c => args.Length > 0 && c.Name == args[0]);
if (command.Run is not null && Arguments.Parse(args[1..]) is { } arguments)
{
    try
    {
        return await command.Run(arguments, stop.Token);
    }
    catch (UsageException wrong)
    {
        await Console.Error.WriteLineAsync(wrong.Message);
    }
}

foreach (var (name, _, usage) in commands)
    await Console.Error.WriteLineAsync($"bench {name} {usage}");
return 2;

static Func<Arguments, CancellationToken, Task<int>> Simple(Func<Arguments, CancellationToken, Task> run) => async (arguments, ct) =>
{
    await run(arguments, ct);
    return 0;
};
