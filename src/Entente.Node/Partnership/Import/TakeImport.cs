using Entente.Node.Accounts;
using Entente.Node.Oversight;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;

namespace Entente.Node.Partnership.Import;

/// <summary>Why an import was not taken or undone.</summary>
internal enum ImportBar
{
    /// <summary>It is over, or there is none of that id.</summary>
    Over,

    /// <summary>Not all rows are good, and all or nothing was asked for.</summary>
    NotAllGood,

    /// <summary>No row is good.</summary>
    NothingGood,

    /// <summary>Records change so fast that what was tried no longer held.</summary>
    Changing,
}

/// <summary>Takes what a spreadsheet has become, in one work, and undoes it as one.</summary>
internal sealed class TakeImport(Imports imports, ProgrammeRecords records, RecordWriter writer, LedgerWriter ledger, KeyStore keys)
{
    private const int MostTries = 3;

    /// <summary>Takes an import. What was tried is tried again within the work's own state: records that came in between are heeded.</summary>
    /// <param name="id">The import.</param>
    /// <param name="allOrNothing">Whether nothing is to be taken unless every row is good.</param>
    /// <param name="caller">Who takes it.</param>
    /// <returns>Why it was not taken; null where it was.</returns>
    public async Task<ImportBar?> TakeAsync(string id, bool allOrNothing, Caller caller)
    {
        var progress = new ImportProgress();
        if (!imports.Running.TryAdd(id, progress))
        {
            return ImportBar.Over;
        }

        try
        {
            for (var tries = 0; tries < MostTries; tries++)
            {
                if (imports.Open(id) is not { } open)
                {
                    return ImportBar.Over;
                }

                var all = records.Read();
                var trial = Trial.Of(open.File, ImportPlan.Of(open.Row.Plan), all, id);
                var good = trial.Records.Where(r => r.IsGood).ToList();
                if (trial.Good == 0 || (allOrNothing && trial.Faulty > 0))
                {
                    return trial.Good == 0 ? ImportBar.NothingGood : ImportBar.NotAllGood;
                }

                progress.Total = good.Count;

                // A key for each record, made before the work so that it waits for no other disk.
                keys.GiveBack(keys.Make(good.Count));
                var step = await ledger.WriteAsync(work => Take(work, open.Row, good, trial.Records.Count - good.Count, all.Changes, caller, progress), CancellationToken.None);
                if (step == TakeStep.Taken)
                {
                    keys.Destroy([open.Row.KeyId]);
                    imports.Forget(id);
                }

                if (step != TakeStep.Moved)
                {
                    return step == TakeStep.Taken ? null : ImportBar.Over;
                }
            }

            return ImportBar.Changing;
        }
        finally
        {
            imports.Running.TryRemove(id, out _);
        }
    }

    private TakeStep Take(Work work, ImportRow row, List<TrialRecord> good, int leftOut, long changes, Caller caller, ImportProgress progress)
    {
        if (work.Value<string>("SELECT state FROM programme_import WHERE id = @Id", new { row.Id }) != "open")
        {
            return TakeStep.Over;
        }

        if (work.Value<long>("SELECT coalesce(max(change), 0) FROM programme_record") != changes)
        {
            return TakeStep.Moved;
        }

        foreach (var record in good)
        {
            writer.Create(work, record.Draft, caller, record.Id);
            progress.Step();
        }

        work.Execute("UPDATE programme_import SET state = 'taken', records = @Count, left_out = @leftOut, taken_at = @Now, taken_by = @By WHERE id = @Id", new { good.Count, leftOut, work.Now, By = caller.Id, row.Id });
        Imports.LetGo(work, row);
        work.Record(caller.Did(ActionCode.ProgrammeImported, row.Id, new { row.Kind, Records = good.Count, LeftOut = leftOut }));
        return TakeStep.Taken;
    }

    /// <summary>Undoes an import: deletes its records that nobody has changed since, nor shared.</summary>
    /// <returns>Why it was not undone; null where it was.</returns>
    public Task<ImportBar?> UndoAsync(string id, Caller caller, CancellationToken cancellationToken) => ledger.WriteAsync<ImportBar?>(
        work =>
        {
            if (work.Value<string>("SELECT state FROM programme_import WHERE id = @id", new { id }) != "taken")
            {
                return ImportBar.Over;
            }

            var made = Imports.RecordsOf(work, id);
            var shared = Imports.SharedOf(work, id);
            var untouched = made.Where(r => r.Version == 1 && !shared.Contains(r.Id)).ToList();
            foreach (var row in untouched)
            {
                writer.Delete(work, row, caller);
            }

            work.Execute("UPDATE programme_import SET state = 'undone', undone_at = @Now, undone_by = @By, kept_back = @kept WHERE id = @id", new { work.Now, By = caller.Id, kept = made.Count - untouched.Count, id });
            work.Record(caller.Did(ActionCode.ProgrammeImportUndone, id, new { Deleted = untouched.Count, Kept = made.Count - untouched.Count }));
            return null;
        },
        cancellationToken);

    /// <summary>Gives an import up.</summary>
    public async Task<ImportBar?> EndAsync(string id, Caller caller, CancellationToken cancellationToken)
    {
        var key = await ledger.WriteAsync(
            work =>
            {
                if (work.Find<ImportRow>("SELECT * FROM programme_import WHERE id = @id", new { id }) is not { State: "open" } row)
                {
                    return null;
                }

                work.Execute("UPDATE programme_import SET state = 'ended' WHERE id = @id", new { id });
                Imports.LetGo(work, row);
                work.Record(caller.Did(ActionCode.ProgrammeImportEnded, id));
                return row.KeyId;
            },
            cancellationToken);
        keys.Destroy(key is null ? [] : [key]);
        imports.Forget(id);
        return key is null ? ImportBar.Over : null;
    }

    /// <summary>How writing ended.</summary>
    private enum TakeStep
    {
        Taken,
        Moved,
        Over,
    }
}
