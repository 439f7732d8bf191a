using System.Diagnostics;
using System.Text;

using PromoEngine.Inbox.Channels.Email.Mime;
using PromoEngine.Inbox.Channels.Email.Replies;

namespace PromoEngine.Bench;

/// <summary>How fast mails are read and cleaned on one core, what a large one costs, and that a hostile one costs no more.</summary>
internal static class MimeSpeed
{
    private const int LeastMails = 2000;
    private static readonly TimeSpan LongestLarge = TimeSpan.FromSeconds(2);
    private const long MostMemory = 150L << 20;

    public static Task<int> Run(Arguments options, CancellationToken ct)
    {
        var seconds = options.Number("seconds", 5);
        var good = Typical(TimeSpan.FromSeconds(seconds), ct);
        good &= Large();
        foreach (var (name, mail) in Hostile())
            good &= One(name, mail);
        return Task.FromResult(good ? 0 : 1);
    }

    private static bool Typical(TimeSpan time, CancellationToken ct)
    {
        var mails = Enumerable.Range(0, 50).Select(TypicalMail).ToArray();
        Console.WriteLine($"typical mails: {mails.Average(m => m.Length) / 1024:0.0} KB each, text, HTML, a quoted answer, a picture");
        for (var i = 0; i < 2000; i++)
            Read(mails[i % mails.Length]);
        var (watch, count, allocated) = (Stopwatch.StartNew(), 0, GC.GetAllocatedBytesForCurrentThread());
        while (watch.Elapsed < time && !ct.IsCancellationRequested)
        {
            for (var i = 0; i < 100; i++)
                Read(mails[count++ % mails.Length]);
        }

        var rate = count / watch.Elapsed.TotalSeconds;
        Console.WriteLine($"{rate:n0} mails a second on one core, {(GC.GetAllocatedBytesForCurrentThread() - allocated) / count / 1024} KB allocated each");
        return rate >= LeastMails;
    }

    private static bool Large()
    {
        var file = new byte[22 * 1024 * 1024];
        Random.Shared.NextBytes(file);
        var mail = Encoding.ASCII.GetBytes("From: a@x.test\r\nSubject: large\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee the file.\r\n--b\r\n"
            + "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Convert.ToBase64String(file, Base64FormattingOptions.InsertLineBreaks) + "\r\n--b--\r\n");
        return One("30 MB with one file, decoded", mail);
    }

    private static bool One(string name, byte[] mail)
    {
        GC.Collect();
        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        var read = Read(mail);
        var (time, memory) = (watch.Elapsed, GC.GetAllocatedBytesForCurrentThread() - before);
        Console.WriteLine($"{name}: {mail.Length / 1048576.0:0.0} MB in {time.TotalMilliseconds:n0} ms, {memory / 1048576.0:0} MB allocated{(read.Limit is { } limit ? $"; {limit}" : "")}");
        return time < LongestLarge && memory < MostMemory;
    }

    private static IEnumerable<(string Name, byte[] Mail)> Hostile()
    {
        var nested = new StringBuilder("From: a@x.test\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n");
        for (var i = 0; i < 100_000; i++)
            nested.Append("--b").Append(i).Append("\r\nContent-Type: multipart/mixed; boundary=b").Append(i + 1).Append("\r\n\r\n");
        yield return ("100,000 parts one in another", Encoding.ASCII.GetBytes(nested.ToString()));

        var beside = new StringBuilder("From: a@x.test\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (var i = 0; i < 100_000; i++)
            beside.Append("--b\r\n\r\nx\r\n");
        yield return ("100,000 parts beside each other", Encoding.ASCII.GetBytes(beside.ToString()));

        yield return ("a header of 10 MB", Encoding.ASCII.GetBytes("From: a@x.test\r\nX-Long: " + new string('x', 10 << 20) + "\r\nSubject: hi\r\n\r\nhi"));
        yield return ("a header of a million fields", Encoding.ASCII.GetBytes("From: a@x.test\r\n" + string.Concat(Enumerable.Repeat("X-Y: z\r\n", 1_000_000)) + "\r\nhi"));
        yield return ("a quoted-printable bomb", Encoding.ASCII.GetBytes("From: a@x.test\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + string.Concat(Enumerable.Repeat("=\r\n=20=", 1_000_000))));
        yield return ("white space at every line's end", Encoding.ASCII.GetBytes("From: a@x.test\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + new string(' ', 8 << 20) + "\r\nx"));
        yield return ("a subject of encoded words without end", Encoding.ASCII.GetBytes("From: a@x.test\r\nSubject: " + string.Concat(Enumerable.Repeat("=?utf-8?B?", 20_000)) + "\r\n\r\nhi"));
        yield return ("HTML of a million tags", Encoding.ASCII.GetBytes("From: a@x.test\r\nContent-Type: text/html\r\n\r\n" + string.Concat(Enumerable.Repeat("<div><blockquote>", 500_000))));
        yield return ("a quote of a million signs", Encoding.ASCII.GetBytes("From: a@x.test\r\n\r\n" + string.Concat(Enumerable.Repeat(">", 1_000_000)) + string.Concat(Enumerable.Repeat("\nOn x wrote", 100_000))));
    }

    private static Mail Read(byte[] raw)
    {
        var mail = MailReader.Read(raw);
        WrittenText.Of(mail.Text, mail.From.Count > 0 ? mail.From[0].Name : null);
        foreach (var file in mail.Attachments)
            file.Content();
        return mail;
    }

    /// <summary>As mailers of today write them: 20 KB, of which two are read.</summary>
    private static byte[] TypicalMail(int number)
    {
        var text = $"Hallo zusammen,\r\n\r\nwir br=C3=A4uchten {number + 10} St=C3=BCck vom blauen Becher mit Logo bis Ende Mai. K=\r\n=C3=B6nnt ihr uns ein Angebot machen?\r\n\r\nViele Gr=C3=BC=C3=9Fe\r\nAnna Becker\r\n\r\n"
            + "Am 3. Mai 2026 um 10:11 schrieb Shop <shop@acme.test>:\r\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"> Zeile {i} der vorigen Nachricht, wie sie in einem Verlauf nun einmal steht\r\n"));
        var html = "<html><head><style>p{margin:0}</style></head><body>" + string.Concat(Enumerable.Range(0, 60).Select(i => $"<p style=3D\"font-family:Calibri;font-size:11pt\"><span>Absatz {i} mit &auml;hnlichem Text</span></p>\r\n")) + "</body></html>";
        var picture = Convert.ToBase64String(Enumerable.Range(0, 6000).Select(i => (byte)(i * 31)).ToArray(), Base64FormattingOptions.InsertLineBreaks);
        var received = string.Concat(Enumerable.Range(0, 6).Select(i => $"Received: from mx{i}.example.test (mx{i}.example.test [192.0.2.{i}])\r\n\tby mail.example.test with ESMTPS id {number:x8}{i}\r\n\tfor <shop@acme.test>; Tue, 5 May 2026 10:1{i}:00 +0200\r\n"));
        return Encoding.ASCII.GetBytes(received + $"From: =?utf-8?Q?Anna_Becker?= <anna@kunde{number}.test>\r\nTo: Shop <shop@acme.test>\r\nSubject: =?utf-8?Q?Re=3A_Becher_f=C3=BCr_das_Sommerfest?=\r\nDate: Tue, 5 May 2026 10:12:00 +0200\r\n"
            + $"Message-ID: <{number}@kunde.test>\r\nIn-Reply-To: <1@acme.test>\r\nReferences: <0@acme.test> <1@acme.test>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"rel\"\r\n\r\n"
            + "--rel\r\nContent-Type: multipart/alternative; boundary=\"alt\"\r\n\r\n--alt\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + text
            + "\r\n--alt\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + html
            + "\r\n--alt--\r\n--rel\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <logo@1>\r\nContent-Transfer-Encoding: base64\r\n\r\n" + picture + "\r\n--rel--\r\n");
    }
}
