namespace PromoEngine.Orders.Quotes;

/// <summary>
/// Who may make an order of a quote: whoever moves its revision from sent to converted, in one conditional update. It passes
/// "accepted" on the way (the table in <see cref="QuoteRevision"/> has both moves); nobody ever sees it there.
/// Both databases understand these two statements the same way.
/// </summary>
internal static class AcceptSql
{
    private const string ClaimRevision = """
        UPDATE orders_quote_revisions
        SET state = 'Converted', accepted_at = @now, accepted_by = @actor, accepted_message_id = @message, version = version + 1
        WHERE workspace_id = @workspace AND id = @revision AND state = 'Sent' AND valid_until >= @now
        """;

    private const string WinQuote = """
        UPDATE orders_quotes SET outcome = 'Won', version = version + 1
        WHERE workspace_id = @workspace AND id = @quote AND outcome = 'Open'
        """;

    /// <summary>False when somebody else was first, or when it may no longer be accepted.</summary>
    public static async Task<bool> Claim(IOrdersDb db, Guid revision, Guid quote, Guid? message, DateTime now, CancellationToken ct)
    {
        await using var claim = db.Sql.Command(ClaimRevision)
            .With("@workspace", db.Workspace).With("@revision", revision)
            .With("@now", now).With("@actor", db.Actor).With("@message", message);
        if (await claim.ExecuteNonQueryAsync(ct) == 0)
            return false;

        await using var win = db.Sql.Command(WinQuote).With("@workspace", db.Workspace).With("@quote", quote);
        return await win.ExecuteNonQueryAsync(ct) == 1
            ? true
            : throw new InvalidOperationException("The quote was closed while its revision was still open.");
    }
}
