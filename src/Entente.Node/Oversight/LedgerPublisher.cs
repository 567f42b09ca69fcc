using Entente.Ledger.Notes;
using Entente.Node.Configuration;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Oversight;

/// <summary>The one sequencer: from time to time it publishes what was recorded since, signs a checkpoint and copies it to a second place.</summary>
internal sealed partial class LedgerPublisher(
    Database database, DataFolder data, IOptions<LedgerOptions> options, IConfiguration configuration, TimeProvider time, ILogger<LedgerPublisher> logger) : BackgroundService
{
    // As many commitments at once as fit into memory with ease, after a long time without a checkpoint.
    private const int MostTogether = 1 << 16;

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
        try
        {
            using var connection = database.Open();
            for (var size = folder.Size(); ;)
            {
                var commitments = LedgerTable.CommitmentsFrom(connection, size).Take(MostTogether).ToList();
                if (commitments.Count == 0)
                {
                    return;
                }

                var checkpoint = folder.Grow(size, commitments);
                size += commitments.Count;
                Copy(size, checkpoint);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or System.Data.Common.DbException)
        {
            PublishingFailed(exception.Message);
        }
    }

    private void Copy(long size, byte[] checkpoint)
    {
        if (string.IsNullOrWhiteSpace(options.Value.CheckpointCopies))
        {
            return;
        }

        var copies = Path.GetFullPath(options.Value.CheckpointCopies, configuration[ConfigurationFile.FolderKey] ?? Environment.CurrentDirectory);
        Directory.CreateDirectory(copies);
        File.WriteAllBytes(Path.Combine(copies, $"{size:0000000000}.checkpoint"), checkpoint);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Checkpoints of this node are verified with the key {Key}")]
    private partial void LogIsKnownBy(VerifierKey key);

    [LoggerMessage(Level = LogLevel.Error, Message = "No checkpoint could be made; acts are recorded all the same, and it is tried again: {Why}")]
    private partial void PublishingFailed(string why);
}
