using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Entente.Node.Oversight.Purposes;
using Microsoft.Data.Sqlite;

namespace Entente.Benchmarks.Exchange;

/// <summary>A process with a <see cref="BenchNode"/>, which can be killed and started again in its folder.</summary>
internal sealed class NodeProcess(string code, string folder, int port, string address) : IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _asked = new(StringComparer.Ordinal);
    private Process? _process;
    private volatile TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;

    /// <summary>Code of its service.</summary>
    public string Name => code;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{port}");

    /// <summary>Its folder.</summary>
    public string Folder => folder;

    /// <summary>The folder of its data.</summary>
    public string Data => Path.Combine(folder, "data");

    /// <summary>Its configuration.</summary>
    public string Configuration => Path.Combine(folder, "entente.json");

    /// <summary>Notes that it has said are durably sent.</summary>
    public ConcurrentBag<SentNote> Sent { get; } = [];

    /// <summary>Writes its configuration.</summary>
    /// <param name="isHasty">Whether it looks at its partner every second, so that a run of faults does not wait for it; otherwise as often as any node.</param>
    public async Task WriteAsync(bool isHasty)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "list.csv"), "listing_id,name\nL1,Nadia Choukri\n");
        var purpose = new JsonObject { ["Code"] = Border.BorderLoad.Ground.Purpose, ["LegalBases"] = new JsonArray(Border.BorderLoad.Ground.LegalBasis), ["Keep"] = new JsonObject(Doing.All.Select(d => KeyValuePair.Create(d, (JsonNode?)"30.00:00:00"))) };
        await File.WriteAllTextAsync(Configuration, new JsonObject
        {
            ["Urls"] = Address.GetLeftPart(UriPartial.Authority),
            ["Lists"] = new JsonObject { ["Files"] = new JsonArray("list.csv") },
            ["Catalogue"] = new JsonObject { ["Purposes"] = new JsonArray(purpose) },
            ["Accounts"] = new JsonObject { ["Demo"] = true },
            ["Oversight"] = new JsonObject { ["LogName"] = $"log.{code}", ["CheckpointEvery"] = isHasty ? "00:00:01" : "00:00:10" },
            ["Exchange"] = new JsonObject { ["Service"] = code, ["Addresses"] = new JsonArray(address), ["PullEvery"] = isHasty ? "00:00:01" : "00:00:30", ["PullAtLeastEvery"] = isHasty ? "00:00:02" : "00:15:00" },
        }.ToJsonString());
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var word in (string[])[typeof(NodeProcess).Assembly.Location, BenchNode.Verb, folder])
        {
            start.ArgumentList.Add(word);
        }

        // As the node itself runs; the benchmarks of kernels want no first, quick code.
        start.Environment["DOTNET_TC_QuickJit"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "1";
        _process = Process.Start(start) ?? throw new InvalidOperationException("A node could not be started.");
        _ = ReadAsync(_process);
        await _ready.Task;
    }

    /// <summary>Processor time that it has taken since it was started last.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process?.Refresh();
            return _process?.TotalProcessorTime ?? TimeSpan.Zero;
        }
    }

    /// <summary>Whether it does not run, by itself or killed.</summary>
    public bool HasEnded => _process is not { HasExited: false };

    /// <summary>Waits until it runs.</summary>
    public Task UntilReadyAsync() => _ready.Task;

    /// <summary>Kills it at once (SIGKILL); whoever waits for an answer gets none.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var id in _asked.Keys)
        {
            if (_asked.TryRemove(id, out var waiting))
            {
                waiting.TrySetException(new IOException("The node was killed."));
            }
        }
    }

    /// <summary>Lets it end by itself.</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Lets it do something and gives its answer.</summary>
    /// <exception cref="IOException">It does not run, or could not do it.</exception>
    public async Task<string> AskAsync(string words)
    {
        var id = $"{Interlocked.Increment(ref _next)}";
        var waiting = _asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = _process;
        if (process is null || process.HasExited)
        {
            _asked.TryRemove(id, out _);
            throw new IOException("The node does not run.");
        }

        lock (process)
        {
            process.StandardInput.WriteLine($"{id} {words}");
            process.StandardInput.Flush();
        }

        var answer = await waiting.Task;
        return answer.StartsWith("failed ", StringComparison.Ordinal) ? throw new IOException(answer) : answer;
    }

    /// <summary>One number of its database, read beside it.</summary>
    public long Count(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(command.ExecuteScalar() ?? 0L);
    }

    /// <summary>The notes whose effect it has had, in the order of the effects.</summary>
    public List<SentNote> Effects() => Notes("SELECT conversation, number FROM bench_effect ORDER BY id");

    /// <summary>The notes that are durably sent by its own account, in the transaction that gave each its place; also those of which it could not say so before it was killed.</summary>
    public List<SentNote> Committed() => Notes("SELECT conversation, number FROM bench_sent");

    /// <summary>Its database.</summary>
    public SqliteConnection Open(bool toWrite = false)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(Data, "entente.db"), Mode = toWrite ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public void Dispose() => _process?.Dispose();

    private List<SentNote> Notes(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var notes = new List<SentNote>();
        while (reader.Read())
        {
            notes.Add(new(reader.GetString(0), reader.GetInt64(1)));
        }

        return notes;
    }

    private async Task ReadAsync(Process process)
    {
        // Of this start: a later one has another.
        var ready = _ready;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ', 2);
            if (line == "ready")
            {
                ready.TrySetResult();
            }
            else if (words is ["+", var note] && note.Split(' ') is [var conversation, var number])
            {
                Sent.Add(new(conversation, long.Parse(number)));
            }
            else if (words is [var id, var answer] && _asked.TryRemove(id, out var waiting))
            {
                waiting.TrySetResult(answer);
            }
        }

        ready.TrySetException(new IOException($"The node of {code} ended before it was ready."));
    }
}
