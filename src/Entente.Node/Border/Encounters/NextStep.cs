using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Watchlist;

namespace Entente.Node.Border.Encounters;

/// <summary>What whoever looks at an encounter does now, in one plain sentence.</summary>
/// <param name="Key">Its text, behind "next.".</param>
/// <param name="Values">What stands in its places.</param>
/// <param name="IsMine">Whether it is the viewer's to do.</param>
internal sealed record NextStep(string Key, IReadOnlyList<string> Values, bool IsMine)
{
    /// <summary>The sentence for somebody.</summary>
    public static NextStep Of(StateShown shown, Viewer viewer)
    {
        var (state, me) = (shown.State, viewer.Caller);
        return state switch
        {
            { Proposed: { } proposed } => OfProposal(shown, proposed, viewer),
            _ when state.HeldUntil > viewer.Now && state.HolderId == me.Id => Mine(state.InForce is null ? "decide" : "decide-anew"),
            _ when state.HeldUntil > viewer.Now => Not("held", state.Holder ?? ""),
            { InForce: { } decision } => OfDecision(state, decision, viewer),
            _ when !viewer.May(Permission.Decide) => state.Asks >= EncounterAction.Refuse && state.Protection is null ? Mine("protect-early") : Not("read-along"),
            { Asks: EncounterAction.Refuse, Due: { } due } => Mine(due <= viewer.Now ? "take-overdue" : "take-due"),
            _ => Mine("take"),
        };
    }

    /// <summary>Whether a screening by somebody would be independent of a proposal.</summary>
    public static bool IsIndependent(Decision proposed, Caller caller) => proposed.By != caller.Id && caller.Roles.Except(proposed.Roles, StringComparer.Ordinal).Any();

    /// <summary>Whether what waits for a second person lacks a protection screening that counts.</summary>
    public static bool LacksProtection(EncounterState state) => state.Proposed is { NeedsProtection: true } proposed
        && (state.Protection is not { } done || done.By == proposed.By || !done.Roles.Except(proposed.Roles, StringComparer.Ordinal).Any());

    private static NextStep OfProposal(StateShown shown, Decision proposed, Viewer viewer)
    {
        var (state, lacks) = (shown.State, LacksProtection(shown.State));
        var (who, what) = (shown.NameOf(proposed.By), viewer["measure." + Codes.Of(proposed.Measure)]);
        var screens = lacks && viewer.May(Permission.Protect) && IsIndependent(proposed, viewer.Caller);
        return proposed.By == viewer.Caller.Id ? Not(lacks ? "wait-protection" : "wait-second")
            : !viewer.May(Permission.Decide) ? screens ? Mine("protect", who, what) : Not("wait-others", who, what)
            : screens ? Mine("second-screens", who, what)
            : lacks ? Not("second-unscreened", who, what)
            : proposed.Measure == Measure.Refuse && state.Protection is { BarsRefusal: true } ? Mine("second-barred", who, what)
            : Mine("second", who, what);
    }

    private static NextStep OfDecision(EncounterState state, Decision decision, Viewer viewer)
    {
        var what = viewer["measure." + Codes.Of(decision.Measure)];
        return state.Outcome is { Code: not OutcomeCode.InProgress } ? Not("done")
            : decision.Measure == Measure.LetPass ? Not("passes")
            : viewer.May(Permission.Decide) ? Mine("at-post", what) : Not("at-post-read", what);
    }

    private static NextStep Mine(string key, params string[] values) => new(key, values, true);

    private static NextStep Not(string key, params string[] values) => new(key, values, false);
}
