using System.Text.Json;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Oversight;

/// <summary>
/// What was done to a node's data by another process, a backup, a restore or an export: it leaves a note in the data folder, and the node records it. Whoever
/// copies files by hand leaves none.
/// </summary>
internal sealed partial class OutsideActs(DataFolder data, LedgerWriter ledger, Catalogue catalogue, IOptions<LedgerOptions> options, TimeProvider time, ILogger<OutsideActs> logger)
    : BackgroundService
{
    /// <summary>Whoever works at the machine of the node.</summary>
    public const string Operator = "system:operator";

    /// <summary>Leaves a note.</summary>
    public static void Leave(DataFolder data, string action, object details)
    {
        Directory.CreateDirectory(data.ToRecord);
        var file = Path.Combine(data.ToRecord, $"{Guid.NewGuid():N}.json");
        File.WriteAllBytes(file + ".new", JsonSerializer.SerializeToUtf8Bytes(new Note(action, JsonSerializer.SerializeToElement(details, JsonSerializerOptions.Web)), JsonSerializerOptions.Web));
        File.Move(file + ".new", file);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(options.Value.CheckpointEvery, time);
        do
        {
            await RecordAllAsync();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(t => t.IsCompletedSuccessfully && t.Result, TaskScheduler.Default));

        // The writer ends after this.
        await RecordAllAsync();
    }

    private async Task RecordAllAsync()
    {
        try
        {
            var notes = Directory.Exists(data.ToRecord) ? Directory.EnumerateFiles(data.ToRecord, "*.json").Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
            foreach (var file in notes)
            {
                await RecordAsync(file);
                File.Delete(file);
            }
        }
        catch (Exception exception) when (StorageFault.IsOne(exception) || exception is JsonException)
        {
            NoteNotRecorded(exception.Message);
        }
    }

    private Task RecordAsync(string file)
    {
        var note = JsonSerializer.Deserialize<Note>(File.ReadAllBytes(file), JsonSerializerOptions.Web);
        if (note is not { Action: ActionCode.DataCopied or ActionCode.DataRestored or ActionCode.SnapshotMade or ActionCode.RecordsExported or ActionCode.ExchangeFileMade })
        {
            throw new InvalidDataException($"{file} is no note of a backup, restore or export; look who put it there, and take it away.");
        }

        var purpose = catalogue.Purposes[0];
        var ground = catalogue.FirstFor(Doing.Run) ?? new Ground(purpose.Code, purpose.LegalBases[0]);
        return ledger.RecordAsync(Act.Of(Operator, note.Action, ground, subject: null, note.Details), CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A backup, restore or export could not be recorded, it is tried again: {Why}")]
    private partial void NoteNotRecorded(string why);

    private sealed record Note(string Action, JsonElement Details);
}
