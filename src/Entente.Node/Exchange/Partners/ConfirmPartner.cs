using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Partners;

/// <summary>
/// POST /partners/{code}/words: the twelve words that the partner was heard to read. The right ones confirm it; others lock it until it is introduced anew. POST
/// /partners/{code}/lock ends a partnership at once.
/// </summary>
internal static class ConfirmPartner
{
    public static void Map(WebApplication node)
    {
        node.MapPost("/partners/{code}/words", Confirm).Accepts<WordsRequest>("application/json").Requires(Permission.Partners).WithName("confirm-partner");
        node.MapPost("/partners/{code}/lock", Lock).Requires(Permission.Partners).WithName("lock-partner");
    }

    private static async Task<Results<Ok<PartnerAnswer>, ProblemHttpResult>> Confirm(
        string code, StrictBody<WordsRequest> body, LedgerWriter ledger, PullPartners pull, Caller caller, CancellationToken cancellationToken)
    {
        return body.Fault is { } fault ? Slip(fault) : await HearAsync(code, body.Value?.Words ?? "", ledger, pull, caller, cancellationToken);
    }

    /// <summary>Compares the words that the partner was heard to read. 400: they are no words; 404: it is unknown; 409: they were compared already; 422: they are others, and it is locked.</summary>
    public static async Task<Results<Ok<PartnerAnswer>, ProblemHttpResult>> HearAsync(
        string code, string heard, LedgerWriter ledger, PullPartners pull, Caller caller, CancellationToken cancellationToken)
    {
        if (PartnerWords.Typed(heard) is not { } words)
        {
            // It is a slip of the keyboard: no node makes such words, so nobody can have read them.
            return Slip($"Type the {PartnerWords.Count} words that the partner reads aloud, with blanks between; nothing was changed.");
        }

        var answer = await ledger.WriteAsync(work => PartnerRow.Find(work, code) switch
        {
            null => Unknown,
            { State: PartnerRow.Introduced } partner => Judge(work, partner, words, caller),
            { State: var state } => Problems.Of(StatusCodes.Status409Conflict, $"The partner is {state}", "Words are compared once after each introduction; introduce it anew with POST /partners where it is locked."),
        }, cancellationToken);
        pull.Wake(code);
        return answer;
    }

    private static Results<Ok<PartnerAnswer>, ProblemHttpResult> Judge(Work work, PartnerRow partner, string words, Caller caller)
    {
        var right = words == partner.PartnerWords;
        Change(work, partner, right ? PartnerRow.ConfirmedHere : PartnerRow.Locked, caller);
        work.Record(caller.Did(right ? ActionCode.PartnerConfirmed : ActionCode.PartnerLocked, $"partner:{partner.Code}", new { partner.Read().Fingerprint, Why = "words" }));
        return right
            ? TypedResults.Ok(new PartnerAnswer(partner.Code, PartnerRow.ConfirmedHere))
            : Problems.Of(StatusCodes.Status422UnprocessableEntity, "The words are others", "The partner is locked: one of the cards is not the one that was handed over, or a word was misheard. Compare the fingerprints by another way, and introduce it anew.");
    }

    private static async Task<Results<Ok<PartnerAnswer>, ProblemHttpResult>> Lock(string code, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) => await ledger.WriteAsync(work =>
    {
        if (PartnerRow.Find(work, code) is not { } partner)
        {
            return (Results<Ok<PartnerAnswer>, ProblemHttpResult>)Unknown;
        }

        if (partner.State != PartnerRow.Locked)
        {
            Change(work, partner, PartnerRow.Locked, caller);
            work.Record(caller.Did(ActionCode.PartnerLocked, $"partner:{code}", new { partner.Read().Fingerprint, Why = "person" }));
        }

        return TypedResults.Ok(new PartnerAnswer(code, PartnerRow.Locked));
    }, cancellationToken);

    private static void Change(Work work, PartnerRow partner, string state, Caller caller) =>
        work.Execute("UPDATE partner SET state = @state, changed_by = @by, changed_at = @Now WHERE code = @Code", new { state, by = caller.Id, work.Now, partner.Code });

    private static ProblemHttpResult Slip(string detail) => Problems.Of(StatusCodes.Status400BadRequest, "These are not twelve words of the list", detail);

    private static ProblemHttpResult Unknown { get; } = Problems.Of(StatusCodes.Status404NotFound, "Unknown partner", "No service of that code was introduced; GET /partners has them.");

    /// <summary>Words that were heard.</summary>
    internal sealed record WordsRequest
    {
        /// <summary>Twelve words of the list, with blanks between.</summary>
        public string? Words { get; init; }
    }

    /// <summary>A partner and its state.</summary>
    internal sealed record PartnerAnswer(string Code, string State);
}
