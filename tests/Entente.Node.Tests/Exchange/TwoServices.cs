using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Entente.Ledger.Entries;
using Entente.Ledger.Envelopes;
using Entente.Node.Accounts;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Flows;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Entente.Node.Tests.Exchange;

/// <summary>Two services, each with a real node, that know each other by address; a test looks when it likes, or lets hints wake them.</summary>
internal sealed class TwoServices : IAsyncDisposable
{
    public const string Atlas = "atlas", Dunes = "dunes";

    /// <summary>A type of messages whose one effect is to be noted.</summary>
    public const string Note = "test.note";

    private readonly Dictionary<string, RunningNode> _nodes = new(StringComparer.Ordinal);

    /// <summary>The time of both.</summary>
    public ShiftedTime Time { get; } = new();

    /// <summary>Path of requests that do not get through; null where all do.</summary>
    public string? Cut { get; set; }

    /// <summary>Whether what is cut is cut behind the other node, before its answer arrives.</summary>
    public bool CutsAnswer { get; set; }

    /// <summary>Whether hints get through, so that a service looks without being told to by the test.</summary>
    public bool Hints { get; set; }

    /// <summary>By how much the answers of both say that their clocks are ahead of the one they go by.</summary>
    public TimeSpan ClocksSayAhead { get; set; }

    /// <summary>What comes of the body of an answer, by path and query; null where every body comes as it is.</summary>
    public Func<string, byte[], Stream>? Comes { get; set; }

    /// <summary>Requests that were sent, as method, path and query.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Whether effects fail after they have changed rows.</summary>
    public bool EffectsFail { get; set; }

    /// <summary>What followers of hit confirmation heard: side, step and state.</summary>
    public List<string> Followed { get; } = [];

    /// <summary>Whether followers fail.</summary>
    public bool FollowersFail { get; set; }

    public RunningNode this[string service] => _nodes[service];

    /// <summary>Starts both, strangers to each other.</summary>
    public static async Task<TwoServices> StartAsync(Action<JsonObject>? configure = null)
    {
        var both = new TwoServices();
        foreach (var service in (string[])[Atlas, Dunes])
        {
            both._nodes[service] = await RunningNode.StartAsync(
                configuration =>
                {
                    configuration["Exchange"] = ExchangeOf(service);
                    configure?.Invoke(configuration);
                },
                both.Replace,
                "L1,Nadia Choukri,primary,,,,");
        }

        return both;
    }

    private static JsonObject ExchangeOf(string service) => new()
    {
        ["Service"] = service,
        ["Name"] = $"Service of {service}",
        ["Addresses"] = new JsonArray($"https://{service}.example"),
        ["Offers"] = new JsonArray("notice.new"),
        ["PullEvery"] = "1.00:00:00",
        ["PullAtLeastEvery"] = "1.00:00:00",
    };

    /// <summary>Starts both, partners of each other.</summary>
    public static async Task<TwoServices> StartConfirmedAsync(Action<JsonObject>? configure = null)
    {
        var both = await StartAsync(configure);
        await both.IntroduceAsync();
        (await both.TypeAsync(Atlas, await both.ReadAloudAsync(Dunes))).ShouldBe(HttpStatusCode.OK);
        (await both.TypeAsync(Dunes, await both.ReadAloudAsync(Atlas))).ShouldBe(HttpStatusCode.OK);
        await both.UntilLookedAsync();
        return both;
    }

    /// <summary>Waits for the look by which a confirmed partner begins, so that the next one is the test's.</summary>
    public async Task UntilLookedAsync()
    {
        for (var tries = 0; new[] { Atlas, Dunes }.Any(s => this[s].Services.GetRequiredService<PullPartners>().StateOf(Other(s)) is null); tries++)
        {
            tries.ShouldBeLessThan(400, "The nodes did not look at each other within twenty seconds.");
            await Task.Delay(50);
        }
    }

    public static string Other(string service) => service == Atlas ? Dunes : Atlas;

    /// <summary>Each gets the other's card.</summary>
    public async Task IntroduceAsync()
    {
        (await IntroduceAsync(Atlas, await CardAsync(Dunes))).ShouldBe(HttpStatusCode.OK);
        (await IntroduceAsync(Dunes, await CardAsync(Atlas))).ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Hands a card to a service.</summary>
    public async Task<HttpStatusCode> IntroduceAsync(string service, byte[] card)
    {
        using var administrator = Administrator(service);
        return (await administrator.PostAsync("/partners", new ByteArrayContent(card))).StatusCode;
    }

    public async Task<byte[]> CardAsync(string service)
    {
        using var administrator = Administrator(service);
        return await administrator.GetByteArrayAsync("/exchange/card");
    }

    /// <summary>What a service says of its one partner.</summary>
    public async Task<JsonElement> PartnerAsync(string service)
    {
        using var administrator = Administrator(service);
        return (await administrator.GetFromJsonAsync<JsonElement>("/partners")).GetProperty("partners")[0];
    }

    /// <summary>The words that a service reads aloud.</summary>
    public async Task<string> ReadAloudAsync(string service) => (await PartnerAsync(service)).GetProperty("readAloud").GetString() ?? "";

    /// <summary>Types at a service the words that it heard.</summary>
    public async Task<HttpStatusCode> TypeAsync(string service, string words)
    {
        using var administrator = Administrator(service);
        return (await administrator.PostAsJsonAsync($"/partners/{Other(service)}/words", new { words })).StatusCode;
    }

    public HttpClient Administrator(string service) => this[service].As("salma", Role.Administrator);

    /// <summary>Terms that have no fault.</summary>
    public static JsonObject TermsFields(int reviewInDays = 300) => PartnerCalls.Terms(reviewInDays);

    /// <summary>Two persons of a service agree on the terms of the other.</summary>
    public async Task AgreeTermsAsync(string service, Action<JsonObject>? change = null)
    {
        var fields = TermsFields();
        change?.Invoke(fields);
        var (status, answer) = await CallAsync(service, "salma", Role.Administrator, $"/partners/{Other(service)}/terms", fields);
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        (await CallAsync(service, "sami", Role.Supervisor, $"/partners/{Other(service)}/terms/{answer.GetProperty("version").GetInt64()}/confirm")).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>What a person of a service is answered: to a POST, or to a GET where the path is read.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Answer)> CallAsync(string service, string person, string role, string path, JsonNode? body = null)
    {
        using var client = this[service].As(person, role);
        var isRead = body is null && (path.EndsWith("/terms", StringComparison.Ordinal) || path.StartsWith("/conversations", StringComparison.Ordinal));
        using var response = isRead ? await client.GetAsync(path) : await client.PostAsync(path, body is null ? null : JsonContent.Create(body));
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default);
    }

    /// <summary>Sends a text to the other service.</summary>
    public Task<MessageId> SendAsync(string service, string text, TimeSpan? expires = null) =>
        Writer(service).WriteAsync(
            work => this[service].Services.GetRequiredService<ExchangeOutbox>().Send(
                work, new Outgoing(Other(service), Note, "c-1", Encoding.UTF8.GetBytes(text), work.Now + (expires ?? TimeSpan.FromDays(1))), "user:test", TestAccounts.Ground),
            CancellationToken.None);

    /// <summary>Sends a payload of a type past the checks of whoever sends such messages, as another service's node could.</summary>
    public Task SendRawAsync(string service, string type, string payload) => Writer(service).WriteAsync(
        work => this[service].Services.GetRequiredService<ExchangeOutbox>().Send(
            work,
            new Outgoing(Other(service), type, "c-raw", Encoding.UTF8.GetBytes(payload), work.Now.AddDays(1)) { Carries = new(new([Other(service)], "TLP:AMBER", Onward.No, null), "border-control", IsOwn: true, OwnerConsents: false) },
            "user:test", TestAccounts.Ground),
        CancellationToken.None);

    /// <summary>Puts a message of a service at a place of its outbox as a node could that does not keep the rules.</summary>
    public Task ForgeAsync(string service, long sequence, string text, MessageId? id = null, bool isWrongPrevious = false, params MessageId[] causes) => Writer(service).WriteAsync(
        work =>
        {
            var own = this[service].Services.GetRequiredService<OwnService>();
            var before = work.Find<PlaceRow>("SELECT epoch, sequence, digest FROM exchange_outbox WHERE sequence = @before", new { before = sequence - 1 });
            var message = SignedMessage.Sign(
                new MessageHeader
                {
                    Id = id ?? new MessageId(Guid.NewGuid().ToByteArray()),
                    Sender = service,
                    Recipient = Other(service),
                    Conversation = "c-1",
                    Epoch = 1,
                    Sequence = sequence,
                    Previous = isWrongPrevious ? new(new byte[32].Select(_ => (byte)7).ToArray()) : before?.Place.Digest ?? default,
                    Created = work.Now,
                    Expires = work.Now.AddDays(1),
                    Type = Note,
                    MediaType = "text/plain",
                    Causes = causes,
                },
                Encoding.UTF8.GetBytes(text),
                own.Signing);
            work.Execute("DELETE FROM exchange_outbox WHERE sequence = @sequence OR message_id = @id", new { sequence, id = message.Header.Id.ToString() });
            work.Execute(
                "INSERT INTO exchange_outbox (partner, epoch, sequence, message_id, digest, type, conversation, wire, data_key, sent_at, expires) VALUES (@partner, 1, @sequence, @id, @digest, 'test.note', 'c-1', @wire, '', @Now, @Now)",
                new
                {
                    partner = Other(service), sequence, id = message.Header.Id.ToString(), digest = message.Digest.Bytes.ToArray(), work.Now,
                    wire = SealedMessage.Seal(message, PartnerRow.Find(work, Other(service))!.Read().Sealing).ToWire(), // The test has introduced it.
                });
            work.Record(Act.Of("user:test", ActionCode.ExchangeSent, TestAccounts.Ground, null));
            return true;
        },
        CancellationToken.None);

    /// <summary>Lets a service look at the other once. Null, or why nothing more came.</summary>
    public Task<string?> PullAsync(string service) => this[service].Services.GetRequiredService<PullPartners>().PullAsync(Other(service), CancellationToken.None);

    /// <summary>Lets time go by for both, and each do what is due then.</summary>
    public async Task GoAsync(TimeSpan gone)
    {
        Time.Gone += gone;
        foreach (var node in _nodes.Values)
        {
            await node.Services.GetRequiredService<ExchangeClock>().TickAsync(CancellationToken.None);
        }
    }

    /// <summary>What a service serves to the other from the beginning, fetched by the other.</summary>
    public async Task<Bundle> FetchAllAsync(string of) => Bundle.Read(await Link(Other(of)).SendAsync(
        this[of].Services.GetRequiredService<OwnService>().Card, HttpMethod.Get, $"/exchange/v1/{of}/messages?epoch=0&after=0", [], CancellationToken.None));

    public PartnerLink Link(string service) => this[service].Services.GetRequiredService<PartnerLink>();

    public LedgerWriter Writer(string service) => this[service].Services.GetRequiredService<LedgerWriter>();

    public T? Value<T>(string service, string sql) => TestAccounts.Value<T>(this[service], sql);

    /// <summary>Texts that had an effect at a service, in their order.</summary>
    public IReadOnlyList<string> Effects(string service)
    {
        using var connection = this[service].Services.GetRequiredService<Database>().Open();
        return connection.Query<string>("SELECT name FROM node_fact WHERE name LIKE 'effect %' ORDER BY CAST(value AS INTEGER)").Select(name => name["effect ".Length..]).ToList();
    }

    /// <summary>How often a service has recorded an action.</summary>
    public int Recorded(string service, string action)
    {
        using var connection = this[service].Services.GetRequiredService<Database>().Open();
        return connection.Query<byte[]>("SELECT entry FROM ledger_entry").Count(bytes => LedgerEntryFormat.TryDecode(bytes, out var entry, out _) && entry.Action == action);
    }

    /// <summary>Waits until a service has published all that it has recorded.</summary>
    public async Task UntilPublishedAsync(string service)
    {
        for (var tries = 0; LatestCheckpoint.Read(this[service].Services.GetRequiredService<DataFolder>())?.Checkpoint.Size != Value<long>(service, "SELECT count(*) FROM ledger_entry"); tries++)
        {
            tries.ShouldBeLessThan(400, "The node did not publish its log within twenty seconds.");
            await Task.Delay(50);
        }
    }

    /// <summary>Stops a node, lets somebody at its database and its published log, and starts it again, without a link until it has looked at the other.</summary>
    public async Task TamperAsync(string service, Action<System.Data.Common.DbConnection> tamper)
    {
        var log = this[service].Services.GetRequiredService<DataFolder>().Log;
        var folder = this[service].Folder;
        await this[service].StopAsync();
        using (var connection = TestDatabase.Open(folder))
        {
            tamper(connection);
        }

        Directory.Delete(log, recursive: true);
        Cut = "/";
        _nodes[service] = await RunningNode.StartInAsync(folder, Replace);
        await UntilLookedAsync();
        Cut = null;
        await UntilPublishedAsync(service);
    }

    /// <summary>Stops a node and starts it again in its folder.</summary>
    public async Task RestartAsync(string service)
    {
        var folder = this[service].Folder;
        await this[service].StopAsync();
        _nodes[service] = await RunningNode.StartInAsync(folder, Replace);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes.Values)
        {
            await node.DisposeAsync();
        }
    }

    private void Replace(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton(p => new PartnerLink(p.GetRequiredService<OwnService>(), p.GetRequiredService<TimeProvider>(), new Way(this))));
        services.AddSingleton<IMessageEffect>(new Noted(this));
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IFlowFollower>(new Follower(this));
    }

    private sealed class Follower(TwoServices both) : IFlowFollower
    {
        public string Flow => FlowTable.HitConfirmation.Name;

        public void Moved(Work work, ConversationRow row, string step, ReadOnlyMemory<byte> form)
        {
            both.Followed.Add($"{row.Side} {step} {row.State}");
            if (both.FollowersFail)
            {
                throw new NotSupportedException("The test lets followers fail.");
            }
        }
    }

    /// <summary>An effect that leaves a row for each text; a second one of the same text breaks a rule of the table.</summary>
    private sealed class Noted(TwoServices both) : IMessageEffect
    {
        public string Type => Note;

        public void Take(Work work, MessageHeader header, ReadOnlyMemory<byte> payload)
        {
            var number = work.Value<long>("SELECT count(*) FROM node_fact WHERE name LIKE 'effect %'");
            work.Execute("INSERT INTO node_fact (name, value) VALUES (@name, @value)", new { name = $"effect {Encoding.UTF8.GetString(payload.Span)}", value = $"{number}" });
            if (both.EffectsFail)
            {
                throw new NotSupportedException("The test lets effects fail.");
            }
        }
    }

    /// <summary>The way between both: an address leads to the port at which that node is now.</summary>
    private sealed class Way(TwoServices both) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var to = request.RequestUri!; // The node gives every request an address.
            both.Asked.Enqueue($"{request.Method} {to.PathAndQuery}");
            var isCut = both.Cut is { } cut && to.AbsolutePath.Contains(cut, StringComparison.Ordinal);
            isCut |= !both.Hints && to.AbsolutePath.EndsWith("/hint", StringComparison.Ordinal);
            if (!both._nodes.TryGetValue(to.Host.Split('.')[0], out var node) || (isCut && !both.CutsAnswer))
            {
                throw new HttpRequestException(HttpRequestError.ConnectionError);
            }

            request.RequestUri = new Uri(node.Nobody.BaseAddress!, to.PathAndQuery); // It has one.
            var response = await base.SendAsync(request, cancellationToken);
            response.Headers.Date += both.ClocksSayAhead;
            if (both.Comes is { } comes && !isCut)
            {
                response.Content = new StreamContent(comes(to.PathAndQuery, await response.Content.ReadAsByteArrayAsync(cancellationToken)));
            }

            return isCut ? throw new HttpRequestException(HttpRequestError.ResponseEnded) : response;
        }
    }
}
