using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using Dapper;
using Entente.Benchmarks.Border;
using Entente.Ledger.Envelopes;
using Entente.Node;
using Entente.Node.Accounts;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Benchmarks.Exchange;

/// <summary>
/// The node of a run, in a process of its own: the real node, with a clock that can be set and a type of messages whose effect is a row. It does what lines on standard input say ("ID WORD
/// ARGUMENTS"), answers each with "ID ANSWER", and says "+ CONVERSATION NUMBER" for each note that is durably sent.
/// </summary>
internal sealed class BenchNode(WebApplication node, HttpClient client, NoteEffect effect, BenchClock clock)
{
    /// <summary>The word that starts one, before its folder.</summary>
    public const string Verb = "exchange-node";

    private const int PayloadLength = 1_000;

    private readonly Lock _saying = new();

    /// <summary>Runs until standard input ends.</summary>
    public static async Task RunAsync(string folder)
    {
        DeadlyDisk.Install();
        var (effect, clock) = (new NoteEffect(), new BenchClock(Path.Combine(folder, "clock")));
        await using var node = NodeHost.Build(["--config", Path.Combine(folder, "entente.json"), "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None"], services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.AddSingleton<IMessageEffect>(effect);
        });
        using (var connection = node.Services.GetRequiredService<Database>().Open())
        {
            await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS bench_sent (conversation TEXT NOT NULL, number INTEGER NOT NULL)");
            await connection.ExecuteAsync("CREATE INDEX IF NOT EXISTS bench_sent_number ON bench_sent (conversation, number)");
            await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS bench_effect (id INTEGER PRIMARY KEY, conversation TEXT NOT NULL, number INTEGER NOT NULL)");
        }

        node.Services.GetRequiredService<LedgerWriter>().Committed += _ => effect.Commit();
        await node.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(node.Urls.First()) };
        while (!(await client.GetAsync("/readyz")).IsSuccessStatusCode)
        {
            await Task.Delay(50);
        }

        await new BenchNode(node, client, effect, clock).ObeyAsync();
        await node.StopAsync();
    }

    private async Task ObeyAsync()
    {
        Say("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            _ = Task.Run(async () =>
            {
                try
                {
                    Say($"{words[0]} {await DoAsync(words[1..])}");
                }
                catch (Exception exception)
                {
                    // The edge of the process: whoever gave the order is told.
                    Say($"{words[0]} failed {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}");
                }
            });
        }
    }

    private async Task<string> DoAsync(string[] words)
    {
        switch (words)
        {
            case ["card"]:
                return Convert.ToBase64String(node.Services.GetRequiredService<OwnService>().Card.ToBytes());
            case ["introduce", var card]:
                return await IntroduceAsync(Convert.FromBase64String(card));
            case ["hear", var partner, .. var heard]:
                return await PostAsync($"/partners/{partner}/words", new { words = string.Join(' ', heard) });
            case ["rotate"]:
                return await PostAsync("/exchange/keys/rotate", new { compromised = false });
            case ["send", var partner, var conversation, var count, var hours, var together, .. var quiet]:
                return await SendAsync(partner, conversation, int.Parse(count), TimeSpan.FromHours(int.Parse(hours)), int.Parse(together), quiet.Length > 0);
            case ["clock", var seconds]:
                clock.Set(TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
                return "set";
            case ["tick"]:
                await node.Services.GetRequiredService<ExchangeClock>().TickAsync(CancellationToken.None);
                return "done";
            case ["fault", var partner]:
                return $"{node.Services.GetRequiredService<LedgerWriter>().LastError ?? node.Services.GetRequiredService<PullPartners>().StateOf(partner)?.Fault ?? "-"}";
            case ["writes", var deadly]:
                return DeadlyDisk.Arm(long.Parse(deadly, CultureInfo.InvariantCulture));
            case ["latency"]:
                return effect.TakeLatencies();
            default:
                throw new ArgumentException($"{words[0]} is nothing that a node of a run does.", nameof(words));
        }
    }

    private async Task<string> IntroduceAsync(byte[] card)
    {
        using var administrator = await BorderLoad.SignInAsync(node, client, "administrator", Role.Administrator);
        var answer = await administrator.PostAsync("/partners", new ByteArrayContent(card));
        answer.EnsureSuccessStatusCode();
        using var json = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("readAloud").GetString() ?? "";
    }

    private async Task<string> PostAsync(string path, object body)
    {
        using var administrator = await BorderLoad.SignInAsync(node, client, "administrator", Role.Administrator);
        return (await administrator.PostAsJsonAsync(path, body)).EnsureSuccessStatusCode().StatusCode.ToString();
    }

    /// <summary>Sends notes, each in a work of its own and so many at once; numbers of a conversation follow each other in the order of the commits.</summary>
    private async Task<string> SendAsync(string partner, string conversation, int count, TimeSpan expires, int together, bool quiet)
    {
        var (outbox, ledger) = (node.Services.GetRequiredService<ExchangeOutbox>(), node.Services.GetRequiredService<LedgerWriter>());
        using var room = new SemaphoreSlim(together);
        var failed = new ConcurrentQueue<Exception>();
        var sending = new List<Task>();
        for (var i = 0; i < count && failed.IsEmpty; i++)
        {
            await room.WaitAsync();
            sending.Add(OneAsync());
        }

        await Task.WhenAll(sending);
        return failed.TryDequeue(out var first) ? throw first : "sent";

        async Task OneAsync()
        {
            try
            {
                var asked = Stopwatch.GetTimestamp();
                var number = await ledger.WriteAsync(work =>
                {
                    var next = work.Value<long>("SELECT coalesce(max(number), 0) + 1 FROM bench_sent WHERE conversation = @conversation", new { conversation });
                    work.Execute("INSERT INTO bench_sent (conversation, number) VALUES (@conversation, @next)", new { conversation, next });
                    var payload = Encoding.ASCII.GetBytes(new Note(conversation, next, asked).ToString().PadRight(PayloadLength));
                    outbox.Send(work, new Outgoing(partner, NoteEffect.Note, conversation, payload, work.Now + expires) { MediaType = "text/plain" }, "user:bench", BorderLoad.Ground);
                    return next;
                }, CancellationToken.None);
                if (!quiet)
                {
                    Say($"+ {conversation} {number}");
                }
            }
            catch (Exception exception)
            {
                // What was not written was not sent; whoever gave the order is told.
                failed.Enqueue(exception);
            }
            finally
            {
                room.Release();
            }
        }
    }

    private void Say(string line)
    {
        lock (_saying)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}

/// <summary>What a message of a run says.</summary>
/// <param name="Conversation">Its conversation.</param>
/// <param name="Number">Its number there, from 1.</param>
/// <param name="Asked">When somebody asked for it to be sent, by the machine's steady counter, which is the same in all processes.</param>
internal readonly record struct Note(string Conversation, long Number, long Asked)
{
    /// <summary>Reads one.</summary>
    public static Note Read(ReadOnlySpan<byte> payload) =>
        Encoding.ASCII.GetString(payload).Split(' ') is [var conversation, var number, var asked, ..] ? new(conversation, long.Parse(number), long.Parse(asked)) : throw new FormatException("It is no note.");

    public override string ToString() => $"{Conversation} {Number} {Asked} ";
}

/// <summary>The effect of a note: a row for each time that it is had, whatever was there before; the checker counts them.</summary>
internal sealed class NoteEffect : IMessageEffect
{
    /// <summary>The type of these messages.</summary>
    public const string Note = "bench.note";

    // Both are used by the writer's thread; the second by whoever asks, too.
    private readonly List<long> _taken = [];
    private readonly List<double> _latencies = [];

    /// <inheritdoc />
    public string Type => Note;

    /// <inheritdoc />
    public void Take(Work work, MessageHeader header, ReadOnlyMemory<byte> payload)
    {
        var note = Exchange.Note.Read(payload.Span);
        work.Execute("INSERT INTO bench_effect (conversation, number) VALUES (@Conversation, @Number)", new { note.Conversation, note.Number });
        _taken.Add(note.Asked);
    }

    /// <summary>What was taken is durable now.</summary>
    public void Commit()
    {
        lock (_latencies)
        {
            _latencies.AddRange(_taken.Select(asked => Stopwatch.GetElapsedTime(asked).TotalMilliseconds));
            _taken.Clear();
        }
    }

    /// <summary>From the order to send until the effect is durable here, since it was asked last: how many, and the milliseconds of the half, of 99 of 100, and of the slowest.</summary>
    public string TakeLatencies()
    {
        lock (_latencies)
        {
            _latencies.Sort();
            var text = _latencies.Count == 0 ? "0 0 0 0" : $"{_latencies.Count} {_latencies[_latencies.Count / 2]:F1} {_latencies[_latencies.Count * 99 / 100]:F1} {_latencies[^1]:F1}";
            _latencies.Clear();
            return text;
        }
    }
}

/// <summary>The machine's clock, wrong by what stands in a file, so that it is as wrong after a start.</summary>
internal sealed class BenchClock(string file) : TimeProvider
{
    private TimeSpan _by = File.Exists(file) ? TimeSpan.FromSeconds(int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture)) : TimeSpan.Zero;

    /// <summary>Sets how wrong it is.</summary>
    public void Set(TimeSpan by)
    {
        File.WriteAllText(file, by.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        _by = by;
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _by;
}
