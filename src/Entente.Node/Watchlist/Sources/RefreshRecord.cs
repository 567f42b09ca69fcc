using Entente.Formats.Watchlists;
using Entente.Node.Accounts;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Watchlist.Adoptions;

namespace Entente.Node.Watchlist.Sources;

/// <summary>Writes down what came of refreshes: a row and an act each, before the refresh has any effect.</summary>
internal sealed class RefreshRecord(LedgerWriter ledger, Catalogue catalogue)
{
    /// <summary>The node took a file by itself, or holds it.</summary>
    public Task TakenAsync(string source, string result, WatchlistFileReport report, SourceChanges changes, CancellationToken cancellationToken) => ledger.WriteAsync(
        work => Write(work, new Row(source, result, null, AdoptionBook.Node, report, changes), Act.Of(AdoptionBook.Node, ActionCode.SourceRefreshed, Ground, null, Details(source, result, report, changes))), cancellationToken);

    /// <summary>The node could not read a source.</summary>
    public Task FailedAsync(string source, string why, CancellationToken cancellationToken) => ledger.WriteAsync(
        work => Write(work, new Row(source, "failed", why, AdoptionBook.Node, null, null), Act.Of(AdoptionBook.Node, ActionCode.SourceRefreshed, Ground, null, new { Source = source, Result = "failed" })), cancellationToken);

    /// <summary>A person released or discarded a held file.</summary>
    public Task DecidedAsync(string source, bool released, WatchlistFileReport report, SourceChanges changes, Caller caller, CancellationToken cancellationToken)
    {
        var result = released ? "released" : "discarded";
        return ledger.WriteAsync(
            work => Write(work, new Row(source, result, null, caller.Id, report, changes), caller.Did(released ? ActionCode.SourceReleased : ActionCode.SourceDiscarded, null, Details(source, result, report, changes))), cancellationToken);
    }

    /// <summary>The node refreshes on the ground on which listings are held here; a deployment that holds none runs the node on one.</summary>
    private Ground Ground => catalogue.FirstFor(Doing.List) ?? catalogue.FirstFor(Doing.Run) ?? new Ground(catalogue.Purposes[0].Code, catalogue.Purposes[0].LegalBases[0]);

    private static object Details(string source, string result, WatchlistFileReport report, SourceChanges changes) => new
    {
        Source = source, Result = result, report.Version.Sha256, report.Journal.Accepted, report.Journal.Refused, Added = changes.Added.Count, Removed = changes.Removed.Count, Sharpened = changes.Sharpened.Count,
    };

    private static bool Write(Work work, Row row, Act act)
    {
        work.Execute(
            """
            INSERT INTO source_refresh (id, source, at, result, why, done_by, sha256, dated, accepted, refused, findings, added, removed, changed)
            VALUES (@Id, @Source, @Now, @Result, @Why, @By, @Sha256, @Dated, @Accepted, @Refused, @Findings, @Added, @Removed, @Sharpened)
            """,
            new
            {
                Id = Guid.CreateVersion7(work.Now).ToString("N"), row.Source, work.Now, row.Result, row.Why, row.By, row.Report?.Version.Sha256, row.Report?.Version.Dated,
                row.Report?.Journal.Accepted, row.Report?.Journal.Refused, Findings = row.Report?.Journal.Counts.Values.Sum(),
                Added = row.Changes?.Added.Count, Removed = row.Changes?.Removed.Count, Sharpened = row.Changes?.Sharpened.Count,
            });
        work.Record(act);
        return true;
    }

    private sealed record Row(string Source, string Result, string? Why, string By, WatchlistFileReport? Report, SourceChanges? Changes);
}
