using System.Data.Common;
using Entente.Node.Partnership.Plan;

namespace Entente.Node.Partnership.Records;

/// <summary>Reads the records once when the node has started, so that the first page of the day does not wait for all of them.</summary>
internal sealed class RecordsAtHand(ProgrammeRecords records) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            foreach (var record in records.Read().ById.Values)
            {
                stoppingToken.ThrowIfCancellationRequested();
                RecordSearch.TextOf(record);
                DueItem.Of(record);
            }
        }
        catch (Exception exception) when (exception is DbException or OperationCanceledException)
        {
            // The database is away, or the node ends: the first page reads them.
        }
    }
}
