using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Encounters;

/// <summary>GET /desk/encounters/{id}: one encounter, to be decided; …/news: what others did meanwhile. POST …/{step}: a step from its forms, by the same rules as the API.</summary>
internal static class EncounterPages
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/encounters/{id}", PageAsync).Requires(Permission.ReadEncounters).ExcludeFromDescription();
        node.MapGet("/desk/encounters/{id}/news", (string id, HttpContext context, Database database, int steps = 0) => Pages.Show<EncounterNews>(context, (id, LastStep(database, id, steps))))
            .Requires(Permission.ReadEncounters).ExcludeFromDescription();
        node.MapPost("/desk/encounters/{id}/protection", (string id, HttpContext context, Caller caller, EncounterDesk desk, CancellationToken ct) => ProtectAsync(id, context, caller, desk, ct))
            .Requires(Permission.Protect).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/encounters/{id}/{step}", StepAsync).Requires(Permission.Decide).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> PageAsync(
        string id, HttpContext context, Caller caller, Database database, KeyStore keys, LedgerWriter ledger, IOptions<BorderOptions> options, CancellationToken cancellationToken, Refusal? refused = null)
    {
        var view = await ReadEncounters.FindAsync(id, database, keys, ledger, caller, cancellationToken);
        if (view is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Pages.Show<EncounterPage>(context, (view, refused, ZoneOf(options.Value, view?.Post)));
    }

    private static async Task<IResult> StepAsync(string id, string step, HttpContext context, Caller caller, EncounterDesk desk, IOptions<BorderOptions> options, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);

        // "not-this-person other-parents": one choice says both.
        var choice = form["choice"].ToString().Split(' ', 2);
        var (conclusion, measure, code) = (Codes.Find<Conclusion>(choice[0]), Codes.Find<Measure>(form["measure"]), Codes.Find<OutcomeCode>(form["code"]));
        var reason = choice[^1];
        return step switch
        {
            "take" => await AnswerAsync(id, desk.TakeAsync(id, caller, _ => ActionCode.EncounterTaken, new { }, (e, by, now) => EncounterRules.Take(e, by, now, options.Value.HoldFor), cancellationToken)),
            "release" => await AnswerAsync(id, desk.TakeAsync(id, caller, _ => ActionCode.EncounterReleased, new { }, EncounterRules.Release, cancellationToken)),
            "second" => await AnswerAsync(id, desk.TakeAsync(id, caller, _ => ActionCode.EncounterSeconded, new { }, (e, by, _) => EncounterRules.Second(e, by), cancellationToken)),
            "decline" => await AnswerAsync(id, desk.TakeAsync(id, caller, _ => ActionCode.EncounterDeclined, new { }, (e, _, _) => EncounterRules.Decline(e), cancellationToken)),
            "decide" when conclusion is { } c && measure is { } m => await AnswerAsync(id, desk.TakeAsync(id, caller, after => after.Proposed is null ? ActionCode.EncounterDecided : ActionCode.EncounterProposed,
                new Steps.DecideRequest(c, m, reason), (e, by, now) => EncounterRules.Decide(e, by, c, m, reason, now), cancellationToken)),
            "outcome" when code is { } o => await AnswerAsync(id, desk.TakeAsync(id, caller, _ => ActionCode.EncounterOutcome, new Steps.OutcomeRequest(o), (e, by, now) => EncounterRules.Happened(e, by, o, now), cancellationToken)),
            _ => Results.LocalRedirect($"~/desk/encounters/{id}"),
        };
    }

    private static async Task<IResult> ProtectAsync(string id, HttpContext context, Caller caller, EncounterDesk desk, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        string[] flags = [.. form["flag"].OfType<string>()];
        return await AnswerAsync(id, desk.TakeAsync(id, caller, _ => ActionCode.EncounterProtected, new Steps.ProtectionRequest(flags), (e, by, now) => EncounterRules.Protect(e, by, flags, now), cancellationToken));
    }

    /// <summary>What somebody did last, where a page was made before that; null where it shows everything.</summary>
    private static ReadEncounters.HistoryLine? LastStep(Database database, string id, int steps)
    {
        using var connection = database.Open();
        return connection.QueryFirstOrDefault<ReadEncounters.HistoryLine>("SELECT at, actor, name, action FROM encounter_step WHERE encounter_id = @id AND number >= @steps ORDER BY number DESC LIMIT 1", new { id, steps });
    }

    /// <summary>Back to the page, so that a reload takes no step twice; why not, where it was refused.</summary>
    private static async Task<IResult> AnswerAsync(string id, Task<(Step? Step, Encounter? Before)> taken) =>
        Results.LocalRedirect((await taken).Step is Step.Refused { Why: var why } ? $"~/desk/encounters/{id}?refused={why}" : $"~/desk/encounters/{id}");

    private static TimeZoneInfo ZoneOf(BorderOptions options, string? post) =>
        options.Posts.FirstOrDefault(p => p.Code == post) is { } found ? TimeZoneInfo.FindSystemTimeZoneById(found.TimeZone) : TimeZoneInfo.Utc;
}
