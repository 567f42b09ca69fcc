using System.Text.Json.Serialization;
using Entente.Node.Accounts;
using Entente.Node.Oversight;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Encounters;

/// <summary>
/// POST /encounters/{id}/take, release, decide, second, decline, protection, outcome, message: what people do about an encounter. The rules are
/// <see cref="EncounterRules"/>.
/// </summary>
internal static class Steps
{
    public static void Map(WebApplication node)
    {
        node.MapPost("/encounters/{id}/take", (string id, Caller caller, EncounterDesk desk, IOptions<BorderOptions> options, CancellationToken cancellationToken) =>
            desk.StepAsync(id, caller, _ => ActionCode.EncounterTaken, new { }, (e, by, now) => EncounterRules.Take(e, by, now, options.Value.HoldFor), cancellationToken))
            .Requires(Permission.Decide).WithName("take");

        node.MapPost("/encounters/{id}/release", (string id, Caller caller, EncounterDesk desk, CancellationToken cancellationToken) =>
            desk.StepAsync(id, caller, _ => ActionCode.EncounterReleased, new { }, EncounterRules.Release, cancellationToken))
            .Requires(Permission.Decide).WithName("release");

        node.MapPost("/encounters/{id}/decide", (string id, DecideRequest request, Caller caller, EncounterDesk desk, CancellationToken cancellationToken) =>
            desk.StepAsync(id, caller, after => after.Proposed is null ? ActionCode.EncounterDecided : ActionCode.EncounterProposed, request,
                (e, by, now) => EncounterRules.Decide(e, by, request.Conclusion, request.Measure, request.Reason, now), cancellationToken))
            .Requires(Permission.Decide).WithName("decide");

        node.MapPost("/encounters/{id}/second", (string id, Caller caller, EncounterDesk desk, CancellationToken cancellationToken) =>
            desk.StepAsync(id, caller, _ => ActionCode.EncounterSeconded, new { }, EncounterRules.Second, cancellationToken))
            .Requires(Permission.Decide).WithName("second");

        node.MapPost("/encounters/{id}/decline", (string id, Caller caller, EncounterDesk desk, CancellationToken cancellationToken) =>
            desk.StepAsync(id, caller, _ => ActionCode.EncounterDeclined, new { }, (e, _, _) => EncounterRules.Decline(e), cancellationToken))
            .Requires(Permission.Decide).WithName("decline");

        node.MapPost("/encounters/{id}/protection", (string id, ProtectionRequest request, Caller caller, EncounterDesk desk, CancellationToken cancellationToken) =>
            desk.StepAsync(id, caller, _ => ActionCode.EncounterProtected, request, (e, by, now) => EncounterRules.Protect(e, by, request.Flags, now), cancellationToken))
            .Requires(Permission.Protect).WithName("protection");

        node.MapPost("/encounters/{id}/outcome", (string id, OutcomeRequest request, Caller caller, EncounterDesk desk, CancellationToken cancellationToken) =>
            desk.StepAsync(id, caller, _ => ActionCode.EncounterOutcome, request, (e, by, now) => EncounterRules.Happened(e, by, request.Code, now), cancellationToken))
            .Requires(Permission.Decide).WithName("outcome");
    }

    /// <summary>A decision.</summary>
    /// <param name="Conclusion">not-this-person, cannot-tell or this-person.</param>
    /// <param name="Measure">let-pass, discreet-check, secondary-inspection, refuse or detain-on-warrant.</param>
    /// <param name="Reason">Code of the reason.</param>
    internal sealed record DecideRequest(
        [property: JsonRequired] Conclusion Conclusion, [property: JsonRequired] Measure Measure, string Reason);

    /// <summary>What the protection screening found.</summary>
    /// <param name="Flags">Of <see cref="ProtectionFlags"/>; empty where nothing was found.</param>
    internal sealed record ProtectionRequest([property: JsonRequired] IReadOnlyList<string> Flags);

    /// <summary>What happened at the post.</summary>
    internal sealed record OutcomeRequest([property: JsonRequired] OutcomeCode Code);
}
