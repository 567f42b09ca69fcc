using System.Data.Common;
using System.Text;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Partners;

/// <summary>
/// POST /partners/{code}/suspend: one person stops at once whatever flows to and from a partner; messages stay queued. POST …/lift: a person proposes to end it.
/// POST …/lift/confirm: a second one ends it. Whoever suspends again takes a proposal back.
/// </summary>
internal static class SuspendPartner
{
    public static void Map(WebApplication node)
    {
        node.MapPost("/partners/{code}/suspend", Suspend).Accepts<ReasonRequest>("application/json").Requires(Permission.Suspend).WithName("suspend-partner");
        node.MapPost("/partners/{code}/lift", async (string code, LedgerWriter ledger, Caller caller, CancellationToken ct) => (await ProposeLiftAsync(code, ledger, caller, ct)).Answer()).Requires(Permission.ProposeTerms).WithName("lift-suspension");
        node.MapPost("/partners/{code}/lift/confirm", async (string code, LedgerWriter ledger, PullPartners pull, Caller caller, CancellationToken ct) => (await LiftAsync(code, ledger, pull, caller, ct)).Answer()).Requires(Permission.ConfirmTerms).WithName("confirm-lift");
    }

    private static async Task<Results<Ok<PartnerStep.StepAnswer>, ProblemHttpResult>> Suspend(
        string code, StrictBody<ReasonRequest> body, LedgerWriter ledger, KeyStore keys, Caller caller, CancellationToken cancellationToken) =>
        (await SuspendAsync(code, body.Value?.Reason ?? "", ledger, keys, caller, cancellationToken)).Answer();

    /// <summary>Suspends a partner.</summary>
    public static async Task<PartnerStep> SuspendAsync(string code, string reason, LedgerWriter ledger, KeyStore keys, Caller caller, CancellationToken cancellationToken)
    {
        if (!new ReasonRequest { Reason = reason }.IsGiven)
        {
            return PartnerStep.Not(code, PartnerRefusal.Reason);
        }

        var key = keys.Make();
        var step = await ledger.WriteAsync(work => Do(work, code, reason.Trim(), keys, key, caller), cancellationToken);
        if (step.Refused is not null)
        {
            keys.GiveBack([key]);
        }

        return step;
    }

    /// <summary>Proposes to end a suspension.</summary>
    public static Task<PartnerStep> ProposeLiftAsync(string code, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) => ledger.WriteAsync(work =>
    {
        if (Fault(work, code, out var open) is { } why)
        {
            return PartnerStep.Not(code, why);
        }

        work.Execute("UPDATE partner_suspension SET lift_by = @by, lift_at = @Now WHERE partner = @code AND number = @Number", new { code, open!.Number, by = caller.Id, work.Now }); // It is there where there is no fault.
        work.Record(caller.Did(ActionCode.PartnerLiftProposed, $"partner:{code}", new { open.Number }));
        return new(code, "lift-proposed", null, null);
    }, cancellationToken);

    /// <summary>Ends a suspension, as the second person.</summary>
    public static async Task<PartnerStep> LiftAsync(string code, LedgerWriter ledger, PullPartners pull, Caller caller, CancellationToken cancellationToken)
    {
        var step = await ledger.WriteAsync(work =>
        {
            var fault = Fault(work, code, out var open);
            if (fault is not null || open is null)
            {
                return PartnerStep.Not(code, fault ?? PartnerRefusal.NotSuspended);
            }

            if ((open.LiftBy is { } first ? PartnerStep.SecondFault(caller, first) : PartnerRefusal.NotWaiting) is { } why)
            {
                return PartnerStep.Not(code, why);
            }

            work.Execute("UPDATE partner SET suspended_at = NULL WHERE code = @code", new { code });
            work.Execute("UPDATE partner_suspension SET lifted_by = @by, lifted_at = @Now WHERE partner = @code AND number = @Number", new { code, open.Number, by = caller.Id, work.Now });
            work.Record(caller.Did(ActionCode.PartnerLifted, $"partner:{code}", new { open.Number, ProposedBy = open.LiftBy }));
            return new PartnerStep(code, "flows", null, null);
        }, cancellationToken);
        pull.Wake(code);
        return step;
    }

    private static PartnerStep Do(Work work, string code, string reason, KeyStore keys, string key, Caller caller)
    {
        if (PartnerRow.Find(work, code) is null)
        {
            return PartnerStep.Not(code, PartnerRefusal.Unknown);
        }

        var number = work.Value<long>("SELECT coalesce(max(number), 0) + 1 FROM partner_suspension WHERE partner = @code", new { code });
        work.Execute("UPDATE partner_suspension SET lift_by = NULL, lift_at = NULL, lifted_by = @by, lifted_at = @Now WHERE partner = @code AND lifted_at IS NULL", new { code, by = caller.Id, work.Now });
        work.Execute("INSERT INTO partner_suspension (partner, number, suspended_by, suspended_at, data_key, reason) VALUES (@code, @number, @by, @Now, @key, @content)",
            new { code, number, by = caller.Id, work.Now, key, content = keys.Seal(key, SuspensionRow.PlaceOf(code, number), Encoding.UTF8.GetBytes(reason)) });
        work.Execute("UPDATE partner SET suspended_at = coalesce(suspended_at, @Now) WHERE code = @code", new { code, work.Now });
        work.Record(caller.Did(ActionCode.PartnerSuspended, $"partner:{code}", new { Number = number }));
        return new(code, "suspended", null, null);
    }

    private static PartnerRefusal? Fault(Work work, string code, out SuspensionRow? open)
    {
        open = work.Find<SuspensionRow>("SELECT * FROM partner_suspension WHERE partner = @code AND lifted_at IS NULL", new { code });
        return PartnerRow.Find(work, code) is null ? PartnerRefusal.Unknown : open is null ? PartnerRefusal.NotSuspended : null;
    }
}

/// <summary>A suspension, as the table holds it.</summary>
internal sealed class SuspensionRow
{
    /// <summary>Code of the partner.</summary>
    public string Partner { get; init; } = "";

    /// <summary>Its number, from 1.</summary>
    public long Number { get; init; }

    /// <summary>Who suspended.</summary>
    public string SuspendedBy { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset SuspendedAt { get; init; }

    /// <summary>Id of the key of the reason.</summary>
    public string DataKey { get; init; } = "";

    /// <summary>The reason, sealed; null once it is deleted.</summary>
    public byte[]? Reason { get; init; }

    /// <summary>Who proposed to end it; null for nobody.</summary>
    public string? LiftBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? LiftAt { get; init; }

    /// <summary>Who ended it; null while it lasts.</summary>
    public string? LiftedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>The reason; null once it is deleted.</summary>
    public string? ReasonBy(KeyStore keys) => Reason is { } content && keys.Open(DataKey, PlaceOf(Partner, Number), content) is { } plain ? Encoding.UTF8.GetString(plain) : null;

    /// <summary>Under which name the reason is sealed.</summary>
    public static string PlaceOf(string partner, long number) => $"partner_suspension.reason/{partner}/{number}";

    /// <summary>All suspensions of a partner, the newest first.</summary>
    public static IReadOnlyList<SuspensionRow> Of(DbConnection connection, string partner) =>
        connection.Query<SuspensionRow>("SELECT * FROM partner_suspension WHERE partner = @partner ORDER BY number DESC", new { partner }).AsList();
}
