using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Encounters;

/// <summary>
/// GET /desk/encounters/{id}: one encounter, to be decided. GET …/state: what to do now, asked for anew when something has changed. POST …/{step}: a step from its
/// forms, by the same rules as the API; where it is refused the page says why and keeps what was chosen.
/// </summary>
internal static class EncounterPages
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/encounters/{id}", PageAsync).Requires(Permission.ReadEncounters).ExcludeFromDescription();
        node.MapGet("/desk/encounters/{id}/state", State).Requires(Permission.ReadEncounters).ExcludeFromDescription();
        node.MapPost("/desk/encounters/{id}/protection", ProtectAsync).Requires(Permission.Protect).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/encounters/{id}/message", TellAsync).Requires(Permission.Decide).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/encounters/{id}/{step}", StepAsync).Requires(Permission.Decide).DisableAntiforgery().ExcludeFromDescription();
    }

    private static Task<IResult> PageAsync(string id, HttpContext context, Caller caller, EncounterReading reading, CancellationToken cancellationToken, int told = 0) =>
        ShowAsync(id, context, caller, reading, EncounterForm.Empty with { IsTold = told == 1 }, cancellationToken);

    /// <summary>Where the encounter stands; without a word about who the two are, so that it is no access to their record.</summary>
    private static IResult State(string id, HttpContext context, EncounterReading reading, int seen = 0) =>
        reading.StateOf(id) is { } found ? Pages.Show<EncounterStateView>(context, found with { Seen = seen }) : Results.NotFound();

    private static async Task<IResult> StepAsync(
        string id, string step, HttpContext context, Caller caller, EncounterDesk desk, EncounterReading reading, IOptions<BorderOptions> options, CancellationToken cancellationToken)
    {
        var form = EncounterForm.Of(await context.Request.ReadFormAsync(cancellationToken));
        var taken = step switch
        {
            "take" => desk.TakeAsync(id, caller, _ => ActionCode.EncounterTaken, new { }, (e, by, now) => EncounterRules.Take(e, by, now, options.Value.HoldFor), cancellationToken),
            "release" => desk.TakeAsync(id, caller, _ => ActionCode.EncounterReleased, new { }, EncounterRules.Release, cancellationToken),
            "second" => desk.TakeAsync(id, caller, _ => ActionCode.EncounterSeconded, new { }, EncounterRules.Second, cancellationToken),
            "decline" => desk.TakeAsync(id, caller, _ => ActionCode.EncounterDeclined, form.DeclineDetails, (e, _, _) => EncounterRules.Decline(e), cancellationToken),
            "decide" when form is { Conclusion: { } c, Measure: { } m } => desk.TakeAsync(id, caller, after => after.Proposed is null ? ActionCode.EncounterDecided : ActionCode.EncounterProposed,
                new Steps.DecideRequest(c, m, form.Reason), (e, by, now) => EncounterRules.Decide(e, by, c, m, form.Reason, now), cancellationToken),
            "outcome" when form.Outcome is { } o => desk.TakeAsync(id, caller, _ => ActionCode.EncounterOutcome, new Steps.OutcomeRequest(o), (e, by, now) => EncounterRules.Happened(e, by, o, now), cancellationToken),
            _ => null,
        };
        return taken is null ? Results.LocalRedirect($"~/desk/encounters/{id}") : await AnswerAsync(id, await taken, context, caller, reading, form, cancellationToken);
    }

    private static async Task<IResult> ProtectAsync(string id, HttpContext context, Caller caller, EncounterDesk desk, EncounterReading reading, CancellationToken cancellationToken)
    {
        var form = EncounterForm.Of(await context.Request.ReadFormAsync(cancellationToken));
        var taken = await desk.TakeAsync(id, caller, _ => ActionCode.EncounterProtected, new Steps.ProtectionRequest(form.Flags), (e, by, now) => EncounterRules.Protect(e, by, form.Flags, now), cancellationToken);
        return await AnswerAsync(id, taken, context, caller, reading, form, cancellationToken);
    }

    private static async Task<IResult> TellAsync(string id, HttpContext context, Caller caller, LedgerWriter ledger, KeyStore keys, EncounterReading reading, CancellationToken cancellationToken)
    {
        var form = EncounterForm.Of(await context.Request.ReadFormAsync(cancellationToken));
        if ((await InstructPost.TellAsync(id, form.Text, caller, ledger, keys, cancellationToken)).Fault is not { } fault)
        {
            return Results.LocalRedirect($"~/desk/encounters/{id}?told=1#told");
        }

        context.Response.StatusCode = fault == MessageFault.Text ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status404NotFound;
        return await ShowAsync(id, context, caller, reading, form with { TextFault = true }, cancellationToken);
    }

    /// <summary>Back to the page, so that a reload takes no step twice; the page with what was chosen and why not, where the step was refused.</summary>
    private static Task<IResult> AnswerAsync(
        string id, (Step? Step, Encounter? Before) taken, HttpContext context, Caller caller, EncounterReading reading, EncounterForm form, CancellationToken cancellationToken)
    {
        if (taken.Step is not Step.Refused { Why: var why })
        {
            return Task.FromResult(Results.LocalRedirect(form.Back is { } back ? "~" + back : $"~/desk/encounters/{id}"));
        }

        context.Response.StatusCode = RefusalProblems.Of(why, taken.Before).StatusCode;
        return ShowAsync(id, context, caller, reading, form with { Refused = why }, cancellationToken);
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext context, Caller caller, EncounterReading reading, EncounterForm form, CancellationToken cancellationToken)
    {
        var shown = await reading.FindAsync(id, caller, form, cancellationToken);
        if (shown is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Pages.Show<EncounterPage>(context, shown);
    }
}

/// <summary>Reads what the page of an encounter shows.</summary>
internal sealed class EncounterReading(Database database, KeyStore keys, LedgerWriter ledger, IOptions<BorderOptions> options)
{
    /// <summary>The page; null where there is no such encounter. That it was read is recorded.</summary>
    public async Task<EncounterShown?> FindAsync(string id, Caller caller, EncounterForm form, CancellationToken cancellationToken)
    {
        var view = await ReadEncounters.FindAsync(id, database, keys, ledger, caller, cancellationToken);
        var around = view is null ? null : await EncounterAround.FindAsync(id, database, keys, ledger, caller, cancellationToken);
        return view is null || around is null ? null : new EncounterShown(view, around, form, options.Value.Posts.FirstOrDefault(p => p.Code == view.Post), options.Value.HoldFor);
    }

    /// <summary>Where an encounter stands, and by whose last step; null where there is none.</summary>
    public StateShown? StateOf(string id)
    {
        using var connection = database.Open();
        if (connection.QueryFirstOrDefault<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter WHERE id = @id", new { id }) is not { } row)
        {
            return null;
        }

        var steps = connection.Query<ReadEncounters.HistoryLine>("SELECT at, actor, name, action, details FROM encounter_step WHERE encounter_id = @id ORDER BY number", new { id }).AsList();
        return new StateShown(EncounterState.Of(id, row.Read()), steps.Count, [.. steps.Select(s => DoneStep.Of(s, row, keys) with { Words = null })], 0, ZoneOf(options.Value.Posts.FirstOrDefault(p => p.Code == row.Post)), (int)options.Value.HoldFor.TotalMinutes);
    }

    /// <summary>The zone of a post; UTC where there is none.</summary>
    public static TimeZoneInfo ZoneOf(PostOption? post) => post is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(post.TimeZone);
}

/// <summary>What the page of an encounter shows.</summary>
internal sealed record EncounterShown(ReadEncounters.EncounterView View, EncounterAround Around, EncounterForm Form, PostOption? Post, TimeSpan HoldFor)
{
    /// <summary>The post's zone.</summary>
    public TimeZoneInfo Zone => EncounterReading.ZoneOf(Post);

    /// <summary>Where it stands.</summary>
    public StateShown State => new(View.State, Around.History.Count, Around.History, Around.History.Count, Zone, (int)HoldFor.TotalMinutes);
}

/// <summary>Where an encounter stands, for whoever looks at it.</summary>
/// <param name="State">The state.</param>
/// <param name="Steps">How many steps were taken.</param>
/// <param name="History">The steps.</param>
/// <param name="Seen">How many of them the page shows.</param>
/// <param name="Zone">The post's zone.</param>
/// <param name="HoldMinutes">For how many minutes somebody has what he takes.</param>
internal sealed record StateShown(EncounterState State, int Steps, IReadOnlyList<DoneStep> History, int Seen, TimeZoneInfo Zone, int HoldMinutes)
{
    /// <summary>The name under which somebody acted; empty where he did not.</summary>
    public string NameOf(string? actor) => History.LastOrDefault(line => line.Actor == actor && line.Name.Length > 0)?.Name ?? "";
}
