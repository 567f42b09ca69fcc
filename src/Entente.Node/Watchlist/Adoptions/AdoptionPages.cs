using System.Globalization;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist.Listings;
using Entente.Screening.Subjects;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Adoptions;

/// <summary>
/// GET /desk/adoptions: what was adopted of the lists of others. GET /desk/adoptions/new?listing= and POST /desk/adoptions: one more is proposed. GET
/// /desk/adoptions/{id}: one of them, with what its listing says now; POST …/approve, /refuse and /withdraw decide about it.
/// </summary>
internal static class AdoptionPages
{
    private const int Together = 50;

    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/adoptions", ListAsync).Requires(Permission.ReadListings).ExcludeFromDescription();
        node.MapGet("/desk/adoptions/new", New).Requires(Permission.Nominate).ExcludeFromDescription();
        node.MapPost("/desk/adoptions", ProposeAsync).Requires(Permission.Nominate).DisableAntiforgery().ExcludeFromDescription();
        node.MapGet("/desk/adoptions/{id}", OneAsync).Requires(Permission.ReadListings).ExcludeFromDescription();
        node.MapPost("/desk/adoptions/{id}/approve", async (string id, CurrentLists lists, LedgerWriter ledger, AdoptionBook book, Catalogue catalogue, Caller caller, CancellationToken ct) => Back(id, await DecideAdoption.ApproveAsync(id, lists, ledger, book, catalogue, caller, ct)))
            .Requires(Permission.Approve).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/adoptions/{id}/refuse", async (string id, LedgerWriter ledger, Catalogue catalogue, Caller caller, CancellationToken ct) => Back(id, await DecideAdoption.RefuseAsync(id, ledger, catalogue, caller, ct)))
            .Requires(Permission.Approve).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/adoptions/{id}/withdraw", async (string id, LedgerWriter ledger, AdoptionBook book, Catalogue catalogue, Caller caller, CancellationToken ct) => Back(id, await DecideAdoption.WithdrawAsync(id, ledger, book, catalogue, caller, ct)))
            .Requires(Permission.Nominate).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, Caller caller, CurrentLists lists, Database database, LedgerWriter ledger, Colleagues colleagues, CancellationToken cancellationToken, string status = "", int page = 0)
    {
        status = ReadAdoptions.AllStatuses.Contains(status) ? status : "";
        page = Math.Clamp(page, 0, 100_000);
        var rows = await ReadAdoptions.FindAsync(
            ReadAdoptions.Which(status.Length > 0 ? status : null), new { status, limit = Together + 1, offset = page * Together }, database, ledger, caller, cancellationToken);
        var shown = rows.Take(Together).Select(row => AtSource.Of(row, lists.Snapshot)).ToList();
        return Pages.Show<AdoptionsPage>(context, new Listed(shown, colleagues.NamesOf(rows.SelectMany(r => new[] { r.ProposedBy, r.DecidedBy })), status, page, rows.Count > Together));
    }

    private static IResult New(HttpContext context, CurrentLists lists, IOptions<ListingOptions> options, TimeProvider time, string listing = "")
    {
        // A form says nothing of the person that the page before it did not.
        return PersonOf(lists, listing) is { } person
            ? Pages.Show<NewAdoptionPage>(context, new Typed(person, Adopt.Completed(new Adopt.AdoptRequest { Listing = listing }, options.Value, time.Today()), []))
            : Unknown(context);
    }

    private static async Task<IResult> ProposeAsync(
        HttpContext context, Caller caller, CurrentLists lists, LedgerWriter ledger, KeyStore keys, IOptions<ListingOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (PersonOf(lists, form["listing"].ToString()) is not { } person)
        {
            return Unknown(context);
        }

        var action = Codes.Find<EncounterAction>(form["action"]);
        var request = new Adopt.AdoptRequest
        {
            Listing = person.Id, Action = action, Warrant = form["warrant"].ToString().Trim(), Reason = form["reason"].ToString().Trim(), ReviewOn = DayOf(form["reviewOn"]), ExpiresOn = DayOf(form["expiresOn"]),
        };
        if (Adopt.FaultsOf(request, options.Value, time.Today()) is { Count: > 0 } faults)
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Pages.Show<NewAdoptionPage>(context, new Typed(person, request, [.. faults.Select(f => f.Split(' ')[0]).Distinct(StringComparer.Ordinal)]));
        }

        return Results.LocalRedirect($"~/desk/adoptions/{await Adopt.ProposeAsync(person, request, ledger, keys, time, caller, cancellationToken)}?done=proposed");
    }

    private static async Task<IResult> OneAsync(
        string id, HttpContext context, Caller caller, CurrentLists lists, Database database, KeyStore keys, LedgerWriter ledger, Colleagues colleagues, CancellationToken cancellationToken, string done = "", string refused = "")
    {
        if (await ReadAdoptions.FindAsync("WHERE id = @id", new { id }, database, ledger, caller, cancellationToken) is not [var row])
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<AdoptionPage>(context, null);
        }

        return Pages.Show<AdoptionPage>(context, new One(
            AtSource.Of(row, lists.Snapshot), AdoptionLine.Of(row, keys), colleagues.NamesOf([row.ProposedBy, row.DecidedBy]), done is "proposed" or "in-force" or "refused" or "withdrawn" ? done : "", Codes.Find<AdoptionRefusal>(refused)));
    }

    private static IResult Back(string id, AdoptionStep step) =>
        Results.LocalRedirect($"~/desk/adoptions/{Uri.EscapeDataString(id)}?{(step.Refused is { } why ? $"refused={Codes.Of(why)}" : $"done={step.Status}")}");

    private static IResult Unknown(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Pages.Show<NewAdoptionPage>(context, null);
    }

    private static Listing? PersonOf(CurrentLists lists, string id) => lists.Snapshot?.FindOfOthers(id) is { Kind: SubjectKind.Person } listing ? listing : null;

    private static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>What the list shows.</summary>
    internal sealed record Listed(IReadOnlyList<AtSource> Adoptions, IReadOnlyDictionary<string, string> Names, string Status, int Page, bool HasMore);

    /// <summary>What the form shows: the person, what was typed, and which fields are not as they should be.</summary>
    internal sealed record Typed(Listing Listing, Adopt.AdoptRequest Request, IReadOnlyList<string> Faults);

    /// <summary>What the page of one adoption shows.</summary>
    internal sealed record One(AtSource Adoption, AdoptionLine Line, IReadOnlyDictionary<string, string> Names, string Done, AdoptionRefusal? Refused);

    /// <summary>An adoption beside its listing as the list has it now.</summary>
    /// <param name="Row">The adoption.</param>
    /// <param name="Now">The listing; null where it is gone.</param>
    /// <param name="State">same, changed or gone, since it was adopted.</param>
    internal sealed record AtSource(AdoptionRow Row, Listing? Now, string State)
    {
        /// <summary>Compares an adoption with the lists in force.</summary>
        public static AtSource Of(AdoptionRow row, ListSnapshot? snapshot) => snapshot?.FindOfOthers(row.ListingId) is not { } now || now.List != row.List ? new(row, null, "gone")
            : new(row, now, IdentityHash.Of(now) == row.ContentHash ? "same" : "changed");
    }
}
