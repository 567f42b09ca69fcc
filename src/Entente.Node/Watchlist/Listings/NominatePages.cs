using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Listings;

/// <summary>GET and POST /desk/listings/new: the form of a nomination. GET and POST /desk/listings/{id}/correct: the same form, filled in.</summary>
internal static class NominatePages
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/listings/new", (HttpContext context, ListingSteps steps, IOptions<ListingOptions> options, TimeProvider time) =>
            Pages.Show<NominatePage>(context, Shown(new ListingForm(), steps, options, time))).Requires(Permission.Nominate).ExcludeFromDescription();
        node.MapPost("/desk/listings/new", NominateAsync).Requires(Permission.Nominate).DisableAntiforgery().ExcludeFromDescription();
        node.MapGet("/desk/listings/{id}/correct", FormAsync).Requires(Permission.Nominate).ExcludeFromDescription();
        node.MapPost("/desk/listings/{id}/correct", CorrectAsync).Requires(Permission.Nominate).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> NominateAsync(HttpContext context, Caller caller, ListingSteps steps, IOptions<ListingOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        var sent = await context.Request.ReadFormAsync(cancellationToken);
        var form = ListingForm.Read(sent);
        var shown = Shown(form, steps, options, time);
        if (sent["row"].ToString() is { Length: > 0 } row)
        {
            return Pages.Show<NominatePage>(context, shown with { Form = form.WithRow(row), Focus = row });
        }

        var fields = form.Fields(marking: null);
        List<FaultOf> faults = [.. steps.FaultsOf(fields)];
        if (!steps.Purposes.Contains(form.Purpose))
        {
            faults.Add(FaultOf.Purpose);
        }

        if (faults.Count == 0 && await steps.NominateAsync(fields, form.Purpose, caller, cancellationToken) is { } answer)
        {
            return Results.LocalRedirect($"~/desk/listings/{answer.Id}?done=nominate");
        }

        context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Pages.Show<NominatePage>(context, shown with { Faults = faults });
    }

    private static async Task<IResult> FormAsync(
        string id, HttpContext context, [AsParameters] ListingPages.Reading reading, ListingSteps steps, CancellationToken cancellationToken)
    {
        if (await ReadListing.FindAsync(id, reading.Database, reading.Keys, reading.Ledger, reading.Caller, cancellationToken) is not { View: var view } || ToCorrect(view) is not { } fields)
        {
            return Results.LocalRedirect($"~/desk/listings/{Uri.EscapeDataString(id)}");
        }

        return Pages.Show<NominatePage>(context, Shown(ListingForm.Of(fields), steps, reading.Options, reading.Time) with { Id = id, Seen = view.Version, Name = fields.Names[0].Text });
    }

    private static async Task<IResult> CorrectAsync(
        string id, HttpContext context, [AsParameters] ListingPages.Reading reading, ListingSteps steps, CancellationToken cancellationToken)
    {
        var sent = await context.Request.ReadFormAsync(cancellationToken);
        if (await ReadListing.FindAsync(id, reading.Database, reading.Keys, reading.Ledger, reading.Caller, cancellationToken) is not { View: var view } || ToCorrect(view) is not { } now)
        {
            return Results.LocalRedirect($"~/desk/listings/{Uri.EscapeDataString(id)}");
        }

        var form = ListingForm.Read(sent);
        long? seen = long.TryParse(sent["seen"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
        var shown = Shown(form, steps, reading.Options, reading.Time) with { Id = id, Seen = seen, Name = now.Names[0].Text };
        if (sent["row"].ToString() is { Length: > 0 } row)
        {
            return Pages.Show<NominatePage>(context, shown with { Form = form.WithRow(row), Focus = row });
        }

        var fields = form.Fields(now.Marking);
        if (steps.FaultsOf(fields) is { Count: > 0 } faults)
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Pages.Show<NominatePage>(context, shown with { Faults = faults });
        }

        if (await steps.CorrectAsync(id, seen, fields, reading.Caller, cancellationToken) is not { } why)
        {
            return Results.LocalRedirect($"~/desk/listings/{Uri.EscapeDataString(id)}?done=correct");
        }

        context.Response.StatusCode = StatusCodes.Status409Conflict;
        return Pages.Show<NominatePage>(context, shown with { Refused = why });
    }

    /// <summary>What the form begins with: what was proposed last, else what is in force.</summary>
    private static ListingFields? ToCorrect(ReadListing.ListingView view) => view.Proposed ?? view.Fields;

    private static NominateShown Shown(ListingForm form, ListingSteps steps, IOptions<ListingOptions> options, TimeProvider time) => new(form, steps.Purposes, options.Value, time.Today());
}

/// <summary>What the form of a listing shows.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="Purposes">Codes of the purposes that allow a listing.</param>
/// <param name="Options">What holds for dates.</param>
/// <param name="Today">The day.</param>
internal sealed record NominateShown(ListingForm Form, IReadOnlyList<string> Purposes, ListingOptions Options, DateOnly Today)
{
    /// <summary>The listing that is corrected; null where somebody is nominated.</summary>
    public string? Id { get; init; }

    /// <summary>The version that is corrected; null where none was in force.</summary>
    public long? Seen { get; init; }

    /// <summary>Name of the listed person.</summary>
    public string Name { get; init; } = "";

    /// <summary>What is wrong with what was typed.</summary>
    public IReadOnlyList<FaultOf> Faults { get; init; } = [];

    /// <summary>Why it was refused, the end of the key of its text.</summary>
    public string? Refused { get; init; }

    /// <summary>The kind of row that was just added.</summary>
    public string Focus { get; init; } = "";

    /// <summary>Whether one of these is wrong.</summary>
    public bool HasFault(params FaultOf[] about) => Faults.Any(about.Contains);

    /// <summary>What is wrong among these, in words; null where nothing is.</summary>
    public string? FaultText(Viewer viewer, params FaultOf[] about)
    {
        var texts = Faults.Where(about.Contains).Select(f => f switch
        {
            FaultOf.ReviewOn => viewer.Words.Of("listing.fault.review-on", Day(viewer, Options.ReviewWithin)),
            FaultOf.ExpiresOn => viewer.Words.Of("listing.fault.expires-on", Day(viewer, Options.ExpireWithin)),
            _ => viewer[$"listing.fault.{Codes.Of(f)}"],
        }).ToList();
        return texts.Count == 0 ? null : string.Join(' ', texts);
    }

    /// <summary>What describes a field: its help, and what is wrong with it.</summary>
    public string Described(string id, params FaultOf[] about) => HasFault(about) ? $"{id}-fault {id}-help" : $"{id}-help";

    private string Day(Viewer viewer, TimeSpan within) => viewer.Words.WithDigits(ListingForm.DayText(Today.AddDays(within.Days)));
}
