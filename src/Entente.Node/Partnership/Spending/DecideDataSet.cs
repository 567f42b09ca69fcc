using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Spending;

/// <summary>
/// POST /programme/data-sets/{id}/take: what was tried is shown from now on, in the place of the one of its name. …/discard: what was tried is given up. …/undo: what was taken is shown no more, its file is
/// destroyed, and the one that it replaced is shown again.
/// </summary>
internal static class DecideDataSet
{
    public static void Map(WebApplication node)
    {
        node.MapPost("/programme/data-sets/{id}/take", (string id, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) => AnswerAsync(id, DataSetStep.Take, ledger, caller, cancellationToken))
            .Requires(Permission.KeepProgramme).WithName("take-data-set");
        node.MapPost("/programme/data-sets/{id}/discard", (string id, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) => AnswerAsync(id, DataSetStep.Discard, ledger, caller, cancellationToken))
            .Requires(Permission.KeepProgramme).WithName("discard-data-set");
        node.MapPost("/programme/data-sets/{id}/undo", (string id, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) => AnswerAsync(id, DataSetStep.Undo, ledger, caller, cancellationToken))
            .Requires(Permission.KeepProgramme).WithName("undo-data-set");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AnswerAsync(string id, DataSetStep step, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        await DecideAsync(id, step, ledger, caller, cancellationToken) switch
        {
            null => TypedResults.NoContent(),
            DataSetBar.Unknown => Problems.Of(StatusCodes.Status404NotFound, "Unknown data set", "No data set has that id; GET /programme/data-sets has them."),
            DataSetBar.OtherKind => Problems.Of(StatusCodes.Status409Conflict, "The name is taken", "A data set of the other kind, spending or transfers, has that name. Try the file again under another one."),
            DataSetBar.Empty => Problems.Of(StatusCodes.Status409Conflict, "There is nothing in it", "No record of the file could be read, so there is nothing to show."),
            _ => Problems.Of(StatusCodes.Status409Conflict, "It is too late for that", "Only what was tried can be taken or discarded, and only what is shown can be undone. Read it again."),
        };

    /// <summary>Does a step; null where it was done, else why it was not.</summary>
    public static Task<DataSetBar?> DecideAsync(string id, DataSetStep step, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        ledger.WriteAsync(
            work => work.Find<DataSetRow>($"SELECT {DataSetRow.Columns} FROM programme_data_set WHERE id = @id", new { id }) is not { } row ? DataSetBar.Unknown
                : !row.Is(step == DataSetStep.Undo ? DataSetState.Current : DataSetState.Tried) ? DataSetBar.Late
                : step switch { DataSetStep.Take => Take(work, row, caller), DataSetStep.Discard => Discard(work, row, caller), _ => Undo(work, row, caller) },
            cancellationToken);

    private static DataSetBar? Take(Work work, DataSetRow row, Caller caller)
    {
        var before = work.Find<DataSetRow>($"SELECT {DataSetRow.Columns} FROM programme_data_set WHERE name = @Name AND state = @current", new { row.Name, current = Codes.Of(DataSetState.Current) });
        if (row.Records == 0)
        {
            return DataSetBar.Empty;
        }

        if (before is not null && before.Kind != row.Kind)
        {
            return DataSetBar.OtherKind;
        }

        if (before is not null)
        {
            Move(work, before.Id, DataSetState.Replaced);
        }

        work.Execute("UPDATE programme_data_set SET state = @state, replaces = @replaces, decided_at = @Now, decided_by = @by WHERE id = @Id",
            new { state = Codes.Of(DataSetState.Current), replaces = before?.Id ?? "", work.Now, by = caller.Id, row.Id });
        work.Record(caller.Did(ActionCode.DataSetTaken, row.Id, new { row.Sha256, Replaces = before?.Id }));
        return null;
    }

    private static DataSetBar? Discard(Work work, DataSetRow row, Caller caller)
    {
        work.Execute("DELETE FROM programme_data_set WHERE id = @Id", new { row.Id });
        work.Record(caller.Did(ActionCode.DataSetDiscarded, row.Id, new { row.Sha256 }));
        return null;
    }

    private static DataSetBar? Undo(Work work, DataSetRow row, Caller caller)
    {
        work.Execute("UPDATE programme_data_set SET state = @state, content = NULL, decided_at = @Now, decided_by = @by WHERE id = @Id", new { state = Codes.Of(DataSetState.Undone), work.Now, by = caller.Id, row.Id });
        if (row.Replaces.Length > 0)
        {
            Move(work, row.Replaces, DataSetState.Current);
        }

        work.Record(caller.Did(ActionCode.DataSetUndone, row.Id, new { row.Sha256, Restored = row.Replaces }));
        return null;
    }

    private static void Move(Work work, string id, DataSetState state) => work.Execute("UPDATE programme_data_set SET state = @state WHERE id = @id", new { state = Codes.Of(state), id });
}

/// <summary>What can be done with a data set.</summary>
internal enum DataSetStep
{
    /// <summary>Show it from now on.</summary>
    Take,

    /// <summary>Give it up.</summary>
    Discard,

    /// <summary>Show it no more.</summary>
    Undo,
}

/// <summary>Why a step was not done.</summary>
internal enum DataSetBar
{
    /// <summary>There is none of that id.</summary>
    Unknown,

    /// <summary>It is not in the state for it.</summary>
    Late,

    /// <summary>One of the other kind has its name.</summary>
    OtherKind,

    /// <summary>It has no record.</summary>
    Empty,
}
