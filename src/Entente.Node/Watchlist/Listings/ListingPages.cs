using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Listings;

/// <summary>GET /desk/listings: listings of one's own. GET /desk/listings/{id}: one of them. POST …/{step}: a step from its forms, by the same rules as the API.</summary>
internal static class ListingPages
{
    private const int Together = 50;
    private const int MostPages = 10_000;

    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/listings", ListAsync).Requires(Permission.ReadListings).ExcludeFromDescription();
        node.MapGet("/desk/listings/{id}", OneAsync).Requires(Permission.ReadListings).ExcludeFromDescription();
        Map(node, ListingSteps.OfSecond, Permission.Approve);
        Map(node, ListingSteps.OfNominator, Permission.Nominate);
    }

    private static void Map(WebApplication node, IReadOnlyList<string> steps, Permission permission)
    {
        foreach (var step in steps)
        {
            node.MapPost($"/desk/listings/{{id}}/{step}", (string id, HttpContext context, [AsParameters] Reading reading, ListingSteps taking, CancellationToken cancellationToken) =>
                StepAsync(step, id, context, reading, taking, cancellationToken)).Requires(permission).DisableAntiforgery().ExcludeFromDescription();
        }
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, Caller caller, Database database, KeyStore keys, LedgerWriter ledger, CancellationToken cancellationToken, string status = "", string category = "", int page = 0)
    {
        var wanted = new ReadListings.Wanted(ListingStatus.All.FirstOrDefault(s => s == status), Codes.Find<ListingCategory>(category), Together, Math.Clamp(page, 0, MostPages) * Together);
        var (listings, more) = await ReadListings.FindAsync(wanted, database, keys, ledger, caller, cancellationToken);
        return Pages.Show<ListingsPage>(context, (listings, more, wanted));
    }

    private static Task<IResult> OneAsync(string id, HttpContext context, [AsParameters] Reading reading, CancellationToken cancellationToken, string done = "") =>
        ShowAsync(id, context, reading, done, null, cancellationToken);

    /// <summary>Back to the page, so that a reload takes no step twice; the page with what was typed, where the step was refused.</summary>
    private static async Task<IResult> StepAsync(string step, string id, HttpContext context, Reading reading, ListingSteps taking, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (await taking.TakeAsync(step, id, form, reading.Caller, cancellationToken) is not { } why)
        {
            return Results.LocalRedirect($"~/desk/listings/{Uri.EscapeDataString(id)}?done={step}");
        }

        context.Response.StatusCode = why is "reason" or "dates" or "misidentified" ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;
        return await ShowAsync(id, context, reading, "", new(step, why, form), cancellationToken);
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext context, Reading reading, string done, RefusedStep? refused, CancellationToken cancellationToken)
    {
        if (await ReadListing.FindAsync(id, reading.Database, reading.Keys, reading.Ledger, reading.Caller, cancellationToken) is not { } file)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<ListingPage>(context, null);
        }

        var steps = ListingStep.Of(file, Viewer.Of(context).Words);
        var names = reading.Colleagues.NamesOf([.. steps.Select(s => s.By), .. file.View.Misidentified.Select(m => m.AddedBy)]);
        return Pages.Show<ListingPage>(context, new ListingShown(file, steps, names, reading.Options.Value, reading.Time.Today(), done, refused));
    }

    /// <summary>With what a page of a listing is read.</summary>
    internal sealed record Reading(Caller Caller, Database Database, KeyStore Keys, LedgerWriter Ledger, Colleagues Colleagues, IOptions<ListingOptions> Options, TimeProvider Time);
}

/// <summary>What the page of a listing shows.</summary>
/// <param name="File">The listing.</param>
/// <param name="Steps">What was done, the newest first.</param>
/// <param name="Names">Names of colleagues by id.</param>
/// <param name="Options">What holds for dates.</param>
/// <param name="Today">The day.</param>
/// <param name="Done">The step that was just taken; empty for none.</param>
/// <param name="Refused">The step that was just refused.</param>
internal sealed record ListingShown(
    ReadListing.ListingFile File, IReadOnlyList<ListingStep> Steps, IReadOnlyDictionary<string, string> Names, ListingOptions Options, DateOnly Today, string Done, RefusedStep? Refused)
{
    /// <summary>The name of whoever did something; null for the node, and where that is not kept.</summary>
    public string? NameOf(string? id) => id is null or Adoptions.AdoptionBook.Node ? null : Names.GetValueOrDefault(id, id.Replace(Caller.UserPrefix, "", StringComparison.Ordinal));

    /// <summary>What was typed into a field of a form that was refused; else what is given.</summary>
    public string Typed(string step, string field, string otherwise = "") => Refused is { } refused && refused.Step == step ? refused.Typed[field].ToString() : otherwise;
}

/// <summary>A step that was refused.</summary>
/// <param name="Step">Which.</param>
/// <param name="Why">Why, the end of the key of its text.</param>
/// <param name="Typed">What was typed.</param>
internal sealed record RefusedStep(string Step, string Why, IFormCollection Typed);
