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

    private static async Task<Results<Ok<Passage>, ProblemHttpResult>> HandleAsync(string id, PassageRequest request, Caller caller, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        if (request.Result is not ("passed" or "refused" or "detained"))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The passage is not as it should be", "result is none of passed, refused, detained.");
        }

        return await ledger.WriteAsync<Results<Ok<Passage>, ProblemHttpResult>>(work => Record(work, id, request.Result, caller), cancellationToken);
    }

    private static Results<Ok<Passage>, ProblemHttpResult> Record(Work work, string id, string result, Caller caller)
    {
        if (work.Find<CheckRow>("SELECT c.post, c.direction FROM traveller t JOIN crossing c ON c.id = t.crossing_id WHERE t.id = @id", new { id }) is not { } check)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "Unknown check", "There is no check of that id, or it has reached the end of its retention.");
        }

        var advice = CounterAdvice.Of(EncounterTable.Of(work, id));
        if (Fault(result, advice) is { } fault)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Nobody decided that", fault);
        }

        var passage = new Passage(Guid.CreateVersion7(work.Now).ToString("N"), id, check.Post, check.Direction == "departure" ? "exit" : "entry", result, work.Now);
        work.Execute(
            "INSERT INTO passage (id, traveller_id, post, direction, result, at, by) VALUES (@Id, @Check, @Post, @Direction, @Result, @At, @by)",
            new { passage.Id, passage.Check, passage.Post, passage.Direction, passage.Result, passage.At, by = caller.Id });
        Tally.Count(work, passage.Post, passage.Direction, passage.Result, passage.At);
        work.Record(caller.Did(ActionCode.PassageRecorded, id, new { passage.Id, passage.Post, passage.Direction, passage.Result }));
        return TypedResults.Ok(passage);
    }

    private static string? Fault(string result, CounterAdvice.Code advice) => (result, advice) switch
    {
        ("passed", CounterAdvice.Code.Wait) => "Somebody has to decide about this person before they pass. Decide the encounter, or ask the supervisor.",
        ("passed", CounterAdvice.Code.Refuse or CounterAdvice.Code.Detain) => "Two named persons decided otherwise. If that was wrong, decide the encounter anew.",
        ("refused", not CounterAdvice.Code.Refuse) => "A refusal needs the decision of two named persons; there is none in force.",
        ("detained", not CounterAdvice.Code.Detain) => "A detention needs the decision of two named persons on a warrant; there is none in force.",
        _ => null,
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
