using System.Globalization;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Notices;

/// <summary>
/// GET /desk/shares: who holds what of this service, and what became of what was taken back; ?listing= for one, with a form to share it. POST /desk/shares proposes, POST
/// /desk/shares/{id}/approve, /refuse and /recall decide. GET /desk/foreign: what partners have shared; POST /desk/foreign/{step} decides about one.
/// </summary>
internal static class SharePages
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/shares", SharesAsync).Requires(Permission.ReadListings).ExcludeFromDescription();
        node.MapPost("/desk/shares", ProposeAsync).Requires(Permission.Nominate).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/shares/{id}/{step}", DecideAsync).Requires(Permission.Release).DisableAntiforgery().ExcludeFromDescription();
        node.MapGet("/desk/foreign", ForeignAsync).Requires(Permission.ReadListings).ExcludeFromDescription();
        node.MapPost("/desk/foreign/{step}", DecideForeignAsync).Requires(Permission.Release).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> SharesAsync(
        HttpContext context, Caller caller, OwnService own, Database database, KeyStore keys, CurrentLists lists, LedgerWriter ledger, Colleagues colleagues, Catalogue catalogue, TimeProvider time, CancellationToken cancellationToken,
        string listing = "", string done = "", string refused = "")
    {
        using var connection = database.Open();
        var rows = ReadShares.AllShares(connection, listing.Length > 0 ? listing : null);
        var thing = listing.Length == 0 ? null : await ledger.WriteAsync(work => SharedThing.Find(work, keys, own.Code, listing), cancellationToken);
        if (rows.Count > 0 || thing is not null)
        {
            await ledger.RecordAsync(caller.Did(ActionCode.ListingRead, null, new { Listings = rows.Select(r => r.ListingId).Append(listing).Where(l => l.Length > 0).Distinct() }), cancellationToken);
        }

        var partners = PartnerRow.All(connection).Select(p => new PartnerChoice(p.Code, p.Read().Name, p.IsConfirmed && PartnerTerms.Find(connection, p.Code) is { } terms && terms.MayReceive(time.Today()))).ToList();
        return Pages.Show<SharesPage>(context, new SharesShown(
            listing, thing, rows, rows.Select(r => r.ListingId).Distinct(StringComparer.Ordinal).ToDictionary(l => l, l => lists.Snapshot?.Find(l)?.Subject.Names[0].Text ?? "", StringComparer.Ordinal), partners,
            [.. catalogue.Purposes.Select(p => p.Code)], colleagues.NamesOf(rows.SelectMany(r => new[] { r.ProposedBy, r.DecidedBy, r.EndedBy })), done, WordsOf(refused)));
    }

    private static async Task<IResult> ProposeAsync(HttpContext context, Caller caller, OwnService own, KeyStore keys, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var listing = form["listing"].ToString();
        var request = new ShareListing.ShareRequest
        {
            Partner = form["partner"].ToString(), Purpose = form["purpose"].ToString(), Grading = form["grading"].ToString().Trim(),
            Handling = string.Join("//", new[] { form["label"].ToString(), form["codes"].ToString().Trim() }.Where(t => t.Length > 0)),
            Onward = Codes.Find<Onward>(form["onward"]) ?? Onward.No, OnwardTo = [.. form["onwardTo"].ToString().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)],
            Until = DateOnly.TryParseExact(form["until"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null, Consent = form["consent"].ToString().Trim(), Withhold = [.. form["withhold"].Select(Codes.Find<WithheldPart>).OfType<WithheldPart>().Distinct()],
        };
        var answer = ShareListing.FaultOf(request) is { } fault ? Problems.Of(StatusCodes.Status400BadRequest, "The share is not as it should be", fault)
            : (await ledger.WriteAsync(work => ShareListing.Do(work, listing, request, own, keys, caller), cancellationToken)).Result;
        return Back($"shares?listing={Uri.EscapeDataString(listing)}&", "proposed", answer);
    }

    private static async Task<IResult> DecideAsync(string id, string step, HttpContext context, NoticeSender sender, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var answer = step switch
        {
            "approve" => (await ledger.WriteAsync(work => DecideShare.Approve(work, id, sender, caller), cancellationToken)).Result,
            "refuse" => (await ledger.WriteAsync(work => DecideShare.Refuse(work, id, caller), cancellationToken)).Result,
            "recall" => (await ledger.WriteAsync(work => DecideShare.Recall(work, id, sender, caller), cancellationToken)).Result,
            _ => ShareRow.Unknown,
        };
        return Back($"shares?listing={Uri.EscapeDataString(form["listing"].ToString())}&", step, answer);
    }

    private static async Task<IResult> ForeignAsync(
        HttpContext context, Caller caller, Database database, KeyStore keys, LedgerWriter ledger, CancellationToken cancellationToken, string done = "", string refused = "")
    {
        using var connection = database.Open();
        var rows = ReadShares.AllForeign(connection, null);
        if (rows.Count > 0)
        {
            await ledger.RecordAsync(caller.Did(ActionCode.ListingRead, null, new { Listings = rows.Select(r => r.Thing) }), cancellationToken);
        }

        return Pages.Show<ForeignPage>(context, new ForeignShown(
            [.. rows.Select(row => new ForeignListed(row, row.Open(keys)))], PartnerRow.All(connection).ToDictionary(p => p.Code, p => p.Read().Name, StringComparer.Ordinal), done, WordsOf(refused)));
    }

    private static async Task<IResult> DecideForeignAsync(string step, HttpContext context, RecallAccounts accounts, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var (thing, partner) = (form["thing"].ToString(), form["partner"].ToString());
        var answer = step switch
        {
            "accept" => (await ledger.WriteAsync(work => DecideForeign.Accept(work, thing, partner, keys, caller), cancellationToken)).Result,
            "refuse" => (await ledger.WriteAsync(work => DecideForeign.Refuse(work, thing, partner, caller), cancellationToken)).Result,
            "recall" => (await ledger.WriteAsync(work => DecideForeign.LetThrough(work, thing, partner, accounts, caller), cancellationToken)).Result,
            "account" => (await ledger.WriteAsync(work => DecideForeign.Account(work, thing, partner, Codes.Find<RefusalGround>(form["keep"]), accounts, caller), cancellationToken)).Result,
            _ => ForeignRow.Unknown,
        };
        return Back("foreign?", step, answer);
    }

    private static RedirectHttpResult Back(string page, string done, IResult answer) =>
        TypedResults.LocalRedirect(answer is ProblemHttpResult problem ? $"~/desk/{page}refused={Uri.EscapeDataString(WhyOf(problem))}" : $"~/desk/{page}done={done}");

    /// <summary>Codes of a problem: what bars a release, or which fault. A title says which kind of problem it is and is the same at every occurrence (RFC 9457 section 3.1.3).</summary>
    private static string WhyOf(ProblemHttpResult problem) => problem.ProblemDetails.Title switch
    {
        "It must not go there" => problem.ProblemDetails.Detail?.Split(": ")[^1].TrimEnd('.').Replace(", ", " ", StringComparison.Ordinal) ?? "",
        "The second person is another one" => "same-person",
        "Not yours to release" => "not-yours",
        "It is shared already" => "shared-already",
        "Too little is left" => "too-little",
        "Not a confirmed partner" => "no-partner",
        "Copies are not accounted for" => "open-copies",
        "The share is not as it should be" => "fields",
        "It cannot be put in force" => "incomplete",
        _ => "elsewhere",
    };

    private static IReadOnlyList<string> WordsOf(string codes) => [.. codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(c => c.Length <= 40 && c.All(ch => char.IsAsciiLetterLower(ch) || ch == '-')).Take(12)];

    /// <summary>A partner in the form.</summary>
    internal sealed record PartnerChoice(string Code, string Name, bool MayReceive);

    /// <summary>What the page of shares shows.</summary>
    internal sealed record SharesShown(
        string Listing, SharedThing? Thing, IReadOnlyList<ShareRow> Rows, IReadOnlyDictionary<string, string> Captions, IReadOnlyList<PartnerChoice> Partners, IReadOnlyList<string> Purposes,
        IReadOnlyDictionary<string, string> Names, string Done, IReadOnlyList<string> Refused);

    /// <summary>A foreign listing and what it says, where it is still there.</summary>
    internal sealed record ForeignListed(ForeignRow Row, NoticeForm? Notice);

    /// <summary>What the page of foreign listings shows.</summary>
    internal sealed record ForeignShown(IReadOnlyList<ForeignListed> Rows, IReadOnlyDictionary<string, string> Partners, string Done, IReadOnlyList<string> Refused);
}
