using System.Globalization;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;

namespace Entente.Node.Watchlist.Documents;

/// <summary>
/// GET /desk/documents: lost and stolen documents, all or by number. GET /desk/documents/new and POST /desk/documents: one more. GET
/// /desk/documents/{id}: one of them; POST …/remove takes it off the list.
/// </summary>
internal static class DocumentPages
{
    private const int Together = 50;

    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/documents", ListAsync).Requires(Permission.ReadListings).ExcludeFromDescription();
        node.MapGet("/desk/documents/new", (HttpContext context, TimeProvider time, string number = "") => Pages.Show<NewDocumentPage>(context, new Typed(new DocumentContent { Number = number }, "", [], time.Today())))
            .Requires(Permission.Nominate).ExcludeFromDescription();
        node.MapPost("/desk/documents", AddAsync).Requires(Permission.Nominate).DisableAntiforgery().ExcludeFromDescription();
        node.MapGet("/desk/documents/{id}", OneAsync).Requires(Permission.ReadListings).ExcludeFromDescription();
        node.MapPost("/desk/documents/{id}/remove", RemoveAsync).Requires(Permission.Nominate).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, Caller caller, CurrentLists lists, Database database, KeyStore keys, LedgerWriter ledger, Colleagues colleagues, CancellationToken cancellationToken, string q = "", int page = 0)
    {
        page = Math.Clamp(page, 0, 100_000);
        IReadOnlyList<ListDocument.DocumentLine> found;
        if (q.Trim() is { Length: > 0 } number)
        {
            var ids = lists.Snapshot?.Documents.Like(number, Together + 1).Select(d => d.Id).ToList() ?? [];
            var (which, among) = Among.Of("WHERE id IN @ids", ids);
            var lines = await ListDocument.FindAsync(which, among, database, keys, ledger, caller, cancellationToken);
            found = [.. lines.OrderBy(l => ids.IndexOf(l.Id))];
        }
        else
        {
            found = await ListDocument.FindAsync("ORDER BY id DESC LIMIT @limit OFFSET @offset", new { limit = Together + 1, offset = page * Together }, database, keys, ledger, caller, cancellationToken);
        }

        return Pages.Show<DocumentsPage>(context, new Listed([.. found.Take(Together)], colleagues.NamesOf(found.Select(d => d.AddedBy)), q, page, found.Count > Together));
    }

    private static async Task<IResult> AddAsync(HttpContext context, Caller caller, LedgerWriter ledger, KeyStore keys, DocumentBook book, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var since = form["since"].ToString().Trim();
        var day = DateOnly.TryParseExact(since, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : (DateOnly?)null;
        var content = new DocumentContent
        {
            Number = form["number"].ToString().Trim(), Kind = Codes.Find<DocumentKind>(form["kind"]), Issuer = form["issuer"].ToString().Trim(), Loss = Codes.Find<DocumentLoss>(form["loss"]),
            Since = day, Reference = form["reference"].ToString().Trim(),
        };
        string[] faults = [.. content.FaultsOf(time.Today()).Keys, .. since.Length > 0 && day is null ? ["since"] : Array.Empty<string>()];
        if (faults.Length > 0)
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Pages.Show<NewDocumentPage>(context, new Typed(content, since, faults, time.Today()));
        }

        return Results.LocalRedirect($"~/desk/documents/{await ListDocument.AddAsync(content, ledger, keys, book, time, caller, cancellationToken)}?done=listed");
    }

    private static async Task<IResult> OneAsync(
        string id, HttpContext context, Caller caller, Database database, KeyStore keys, LedgerWriter ledger, Colleagues colleagues, CancellationToken cancellationToken, string done = "")
    {
        var found = await ListDocument.FindAsync("WHERE id = @id", new { id }, database, keys, ledger, caller, cancellationToken);
        if (found is not [var line])
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<DocumentPage>(context, null);
        }

        return Pages.Show<DocumentPage>(context, new One(line, colleagues.NamesOf([line.AddedBy]), done is "listed" or "removed" or "too-late" or "no-reason" ? done : ""));
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext context, Caller caller, LedgerWriter ledger, DocumentBook book, Catalogue catalogue, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var done = Codes.Find<ListDocument.DocumentRemoval>(form["reason"]) is not { } reason ? "no-reason"
            : await ListDocument.RemoveAsync(id, reason, ledger, book, catalogue, caller, cancellationToken) ? "removed"
            : "too-late";
        return Results.LocalRedirect($"~/desk/documents/{Uri.EscapeDataString(id)}?done={done}");
    }

    /// <summary>What the list shows.</summary>
    internal sealed record Listed(IReadOnlyList<ListDocument.DocumentLine> Documents, IReadOnlyDictionary<string, string> Names, string Query, int Page, bool HasMore);

    /// <summary>What the form shows: what was typed, and which fields are not as they should be.</summary>
    internal sealed record Typed(DocumentContent Content, string Since, IReadOnlyList<string> Faults, DateOnly Today);

    /// <summary>What the page of one document shows.</summary>
    internal sealed record One(ListDocument.DocumentLine Line, IReadOnlyDictionary<string, string> Names, string Done);
}
