using System.Data.Common;
using Entente.Ledger.Merkle;
using Entente.Ledger.Notes;
using Entente.Node.Configuration;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Oversight;

/// <summary>The one sequencer: from time to time it publishes what was recorded since, signs a checkpoint and copies it to a second place.</summary>
internal sealed partial class LedgerPublisher(
    Database database, LedgerWriter writer, DataFolder data, IOptions<LedgerOptions> options, IConfiguration configuration, TimeProvider time, ILogger<LedgerPublisher> logger) : BackgroundService
{
    // As many commitments at once as fit into memory with ease, after a long time without a checkpoint.
    private const int MostTogether = 1 << 16;

    private volatile string? _lastError;

    /// <summary>Why no checkpoint could be made or copied, as anybody may read it; null where it could.</summary>
    public string? LastError => _lastError;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var signer = LogKey.ReadOrMake(data.LogKey, options.Value.LogName);
        LogIsKnownBy(signer.Verifier);
        var folder = new LogFolder(data.Log, signer);
        folder.WriteKey();
        using var timer = new PeriodicTimer(options.Value.CheckpointEvery, time);
        do
        {
            TryPublish(folder);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(t => t.IsCompletedSuccessfully && t.Result, TaskScheduler.Default));

        // The last acts before a stop get their checkpoint too.
        TryPublish(folder);
    }

    private void TryPublish(LogFolder folder)
    {
        if (!writer.Writes)
        {
            return;
        }

        try
        {
            using var connection = database.Open();
            var size = folder.Size();
            for (var commitments = Next(connection, size); commitments.Count > 0; commitments = Next(connection, size))
            {
                folder.Grow(size, commitments);
                size += commitments.Count;
            }

            Copy(size, folder.Checkpoint);
            _lastError = null;
        }
        catch (Exception exception) when (StorageFault.IsOne(exception))
        {
            _lastError = $"no checkpoint of the record could be made or copied: {StorageFault.Words(exception)}";
            PublishingFailed(exception.Message);
        }
    }

    private static List<Digest> Next(DbConnection connection, long size) => [.. LedgerTable.CommitmentsFrom(connection, size).Take(MostTogether)];

    /// <summary>A copy that could not be made, because the other machine was away, is made the next time.</summary>
    private void Copy(long size, byte[]? checkpoint)
    {
        if (string.IsNullOrWhiteSpace(options.Value.CheckpointCopies) || checkpoint is null)
        {
            return;
        }

        var copies = Path.GetFullPath(options.Value.CheckpointCopies, configuration[ConfigurationFile.FolderKey] ?? Environment.CurrentDirectory);
        var copy = Path.Combine(copies, $"{size:0000000000}.checkpoint");
        if (!File.Exists(copy))
        {
            Directory.CreateDirectory(copies);
            File.WriteAllBytes(copy + ".new", checkpoint);
            File.Move(copy + ".new", copy);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Checkpoints of this node are verified with the key {Key}")]
    private partial void LogIsKnownBy(VerifierKey key);

    [LoggerMessage(Level = LogLevel.Error, Message = "No checkpoint could be made; acts are recorded all the same, and it is tried again: {Why}")]
    private partial void PublishingFailed(string why);
}
