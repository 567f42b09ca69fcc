using Entente.Node.Accounts;
using Entente.Node.Border.Encounters;
using Entente.Node.Border.Figures;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Border.Counter;

/// <summary>POST /counter/checks/{id}/passage: what became of a person at a counter, the record of entry and exit. It says nothing that nobody decided.</summary>
internal static class RecordPassage
{
    public static void Map(WebApplication node) => node.MapPost("/counter/checks/{id}/passage", HandleAsync).Requires(Permission.Counter).WithName("passage");

    private static async Task<Results<Ok<Passage>, ProblemHttpResult>> HandleAsync(string id, PassageRequest request, Caller caller, LedgerWriter ledger, CancellationToken cancellationToken) =>
        await RecordAsync(id, request.Result, caller, ledger, cancellationToken) switch
        {
            ({ } passage, _) => TypedResults.Ok(passage),
            (_, PassageFault.Result) => Problems.Of(StatusCodes.Status400BadRequest, "The passage is not as it should be", "result is none of passed, refused, detained."),
            (_, PassageFault.Unknown) => Problems.Of(StatusCodes.Status404NotFound, "Unknown check", "There is no check of that id, or it has reached the end of its retention."),
            (_, var fault) => Problems.Of(StatusCodes.Status409Conflict, "Nobody decided that", WordsOf(fault)),
        };

    /// <summary>Records what became of a person, for the API and for the page; the record, or why there is none.</summary>
    public static async Task<(Passage? Passage, PassageFault? Fault)> RecordAsync(string id, string? result, Caller caller, LedgerWriter ledger, CancellationToken cancellationToken) =>
        result is "passed" or "refused" or "detained" ? await ledger.WriteAsync(work => Record(work, id, result, caller), cancellationToken) : (null, PassageFault.Result);

    private static (Passage? Passage, PassageFault? Fault) Record(Work work, string id, string result, Caller caller)
    {
        if (work.Find<CheckRow>("SELECT c.post, c.direction FROM traveller t JOIN crossing c ON c.id = t.crossing_id WHERE t.id = @id", new { id }) is not { } check)
        {
            return (null, PassageFault.Unknown);
        }

        if (FaultOf(result, CounterAdvice.Of(EncounterTable.Of(work, id))) is { } fault)
        {
            return (null, fault);
        }

        var passage = new Passage(Guid.CreateVersion7(work.Now).ToString("N"), id, check.Post, check.Direction == "departure" ? "exit" : "entry", result, work.Now);
        work.Execute(
            "INSERT INTO passage (id, traveller_id, post, direction, result, at, by) VALUES (@Id, @Check, @Post, @Direction, @Result, @At, @by)",
            new { passage.Id, passage.Check, passage.Post, passage.Direction, passage.Result, passage.At, by = caller.Id });
        Tally.Count(work, passage.Post, passage.Direction, passage.Result, passage.At);
        work.Record(caller.Did(ActionCode.PassageRecorded, id, new { passage.Id, passage.Post, passage.Direction, passage.Result }));
        return (passage, null);
    }

    private static PassageFault? FaultOf(string result, CounterAdvice.Code advice) => (result, advice) switch
    {
        ("passed", CounterAdvice.Code.Wait) => PassageFault.MustWait,
        ("passed", CounterAdvice.Code.Refuse or CounterAdvice.Code.Detain) => PassageFault.DecidedOtherwise,
        ("refused", not CounterAdvice.Code.Refuse) => PassageFault.NotRefused,
        ("detained", not CounterAdvice.Code.Detain) => PassageFault.NotDetained,
        _ => null,
    };

    private static string WordsOf(PassageFault? fault) => fault switch
    {
        PassageFault.MustWait => "Somebody has to decide about this person before they pass. Decide the encounter, or ask the supervisor.",
        PassageFault.DecidedOtherwise => "Two named persons decided otherwise. If that was wrong, decide the encounter anew.",
        PassageFault.NotRefused => "A refusal needs the decision of two named persons; there is none in force.",
        _ => "A detention needs the decision of two named persons on a warrant; there is none in force.",
    };

    /// <summary>What became of a person.</summary>
    /// <param name="Result">passed, refused or detained.</param>
    internal sealed record PassageRequest(string Result);

    /// <summary>The record of an entry or exit.</summary>
    internal sealed record Passage(string Id, string Check, string Post, string Direction, string Result, DateTimeOffset At);

    private sealed class CheckRow
    {
        public string Post { get; init; } = "";

        public string Direction { get; init; } = "";
    }
}

/// <summary>Why a passage cannot be recorded.</summary>
internal enum PassageFault
{
    /// <summary>The result is none.</summary>
    Result,

    /// <summary>There is no such check.</summary>
    Unknown,

    /// <summary>Somebody has to decide first.</summary>
    MustWait,

    /// <summary>Two named persons decided otherwise.</summary>
    DecidedOtherwise,

    /// <summary>No refusal is in force.</summary>
    NotRefused,

    /// <summary>No detention is in force.</summary>
    NotDetained,
}
