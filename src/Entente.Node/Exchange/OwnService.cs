using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Entente.Ledger.Envelopes;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange;

/// <summary>
/// This service as its partners know it: its code, its keys and its card. The first keys are made when they are first asked for, which is at the first start where Exchange is
/// configured; each change of keys makes another generation. They lie in the key store. Safe for use by any number of threads.
/// </summary>
internal sealed class OwnService(IOptions<ExchangeOptions> options, IOptions<LedgerOptions> ledger, KeyStore keys, DataFolder data, Database database, TimeProvider time) : IDisposable
{
    private const string SigningSecret = "exchange-signing", OpeningSecret = "exchange-opening";
    private const string NewestSql = "SELECT coalesce(max(generation), 1) FROM exchange_key";

    private readonly ConcurrentDictionary<int, MessageKey> _signing = new();
    private readonly ConcurrentDictionary<int, OpeningKey> _opening = new();
    private readonly Lock _reading = new();
    private volatile int _generation;
    private volatile Opened? _openings;

    /// <summary>Whether this node exchanges messages at all.</summary>
    public bool IsUsed => options.Value.IsUsed;

    /// <summary>Code of this service.</summary>
    public string Code => options.Value.Service;

    /// <summary>The generation of its newest keys, from 1 on.</summary>
    public int Generation
    {
        get
        {
            if (_generation == 0)
            {
                using var connection = database.Open();
                _generation = connection.ExecuteScalar<int>(NewestSql);
            }

            return _generation;
        }
    }

    /// <summary>The newest key that signs its messages and statements.</summary>
    public MessageKey Signing => SigningOf(Generation);

    /// <summary>The newest key that opens what partners sealed to it.</summary>
    public OpeningKey Opening => OpeningOf(Generation);

    /// <summary>Every key that opens, the newest first: what was sealed to an older one may still be under way.</summary>
    public IReadOnlyList<OpeningKey> Openings
    {
        get
        {
            // Read first: keys that change meanwhile then make what is read here out of date, and not for ever.
            var generation = Generation;
            if (_openings is { } known && known.Generation == generation)
            {
                return known.Keys;
            }

            using var connection = database.Open();
            IReadOnlyList<OpeningKey> read = [.. connection.Query<int>("SELECT generation FROM exchange_key WHERE destroyed_at IS NULL ORDER BY generation DESC").Select(OpeningOf)];
            _openings = new(generation, read);
            return read;
        }
    }

    /// <summary>Its card, as configuration and keys are now.</summary>
    public NodeCard Card
    {
        get
        {
            using var connection = database.Open();
            return CardOf(Generation, [.. connection.Query<KeyRow>(KeyRow.Compromised)]);
        }
    }

    /// <summary>The generation that counts within a work.</summary>
    public static int GenerationIn(Work work) => work.Value<int>(NewestSql);

    /// <summary>The key that signs, of a generation.</summary>
    public MessageKey SigningOf(int generation) => Kept(_signing, generation, SigningSecret, () => MessageKey.Create(), key => key.Export(), bytes => MessageKey.Import(bytes));

    /// <summary>The key that signs for a partner: of the newest generation that it is known to have.</summary>
    public MessageKey SigningFor(string partner)
    {
        if (Generation == 1)
        {
            return SigningOf(1);
        }

        using var connection = database.Open();
        return SigningOf(connection.ExecuteScalar<int?>("SELECT own_generation FROM partner WHERE code = @partner", new { partner }) ?? Generation);
    }

    /// <summary>Its card with the keys of a generation.</summary>
    /// <param name="generation">Which; its keys are made where they are not yet.</param>
    /// <param name="compromised">Earlier generations that others may have.</param>
    public NodeCard CardOf(int generation, IReadOnlyList<KeyRow> compromised) => new(
        Code, options.Value.Name.Length > 0 ? options.Value.Name : Code, options.Value.Addresses, SigningOf(generation).Verifier, OpeningOf(generation).Sealing,
        [.. compromised.SelectMany(key => new[] { key.Signing, key.Sealing }).TakeLast(NodeCard.MostRevoked)], LogKey.ReadOrMake(data.LogKey, ledger.Value.LogName).Verifier, options.Value.Offers);

    /// <summary>Uses a generation that has just become durable.</summary>
    public void Use(int generation) => _generation = generation;

    /// <summary>Destroys the keys of a generation, durably.</summary>
    public void Destroy(int generation)
    {
        keys.DestroySecrets([NameOf(SigningSecret, generation), NameOf(OpeningSecret, generation)]);

        // Whoever signs with one at this moment ends that; the keys are let go of with the process.
        _signing.TryRemove(generation, out _);
        _opening.TryRemove(generation, out _);
        _openings = null;
    }

    /// <summary>Looks whether code and keys are still those under which this database exchanged before.</summary>
    /// <exception cref="InvalidDataException">They are others; the sentence says what to put back.</exception>
    public void ThrowIfAnother()
    {
        using var connection = database.Open();
        if (NodeFacts.Keep(connection, NodeFacts.ExchangeService, Code) is var known && known != Code)
        {
            throw new InvalidDataException($"Exchange:Service is {Code}, and this database has exchanged messages as {known}; put the code back, or give the other service a node of its own.");
        }

        if (connection.ExecuteScalar<long>("SELECT count(*) FROM exchange_key") == 0)
        {
            var first = NodeFacts.Keep(connection, NodeFacts.ExchangeKeys, $"{SigningOf(1).Verifier.KeyId} {OpeningOf(1).Sealing.KeyId}").Split(' ');
            connection.Execute("INSERT INTO exchange_key (generation, signing, sealing, made_at) VALUES (1, @signing, @sealing, @now)", new { signing = first[0], @sealing = first[^1], now = time.GetUtcNow() });
        }

        if (connection.Query<KeyRow>("SELECT generation, signing, sealing FROM exchange_key WHERE destroyed_at IS NULL").Any(key => key.Signing != SigningOf(key.Generation).Verifier.KeyId || key.Sealing != OpeningOf(key.Generation).Sealing.KeyId))
        {
            throw new InvalidDataException("the keys of the exchange in the key store are not those whose card partners have; restore a backup of the keys that was made after the exchange was set up, and after its keys were changed last.");
        }

        if (!NodeCard.TryParse(Card.ToBytes(), out _, out var fault))
        {
            throw new InvalidDataException($"the card of this service could not be read by any other. {fault} Set the section Exchange right, or Oversight:LogName.");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var key in _signing.Values.Cast<IDisposable>().Concat(_opening.Values))
        {
            key.Dispose();
        }
    }

    private OpeningKey OpeningOf(int generation) => Kept(_opening, generation, OpeningSecret, () => OpeningKey.Create(), key => key.Export(), bytes => OpeningKey.Import(bytes));

    private sealed record Opened(int Generation, IReadOnlyList<OpeningKey> Keys);

    private static string NameOf(string secret, int generation) => generation == 1 ? secret : $"{secret}-{generation}";

    private T Kept<T>(ConcurrentDictionary<int, T> read, int generation, string name, Func<T> create, Func<T, byte[]> export, Func<byte[], T> import)
        where T : IDisposable
    {
        if (read.TryGetValue(generation, out var known))
        {
            return known;
        }

        lock (_reading)
        {
            return read.GetOrAdd(generation, _ => Kept(NameOf(name, generation), create, export, import));
        }
    }

    private T Kept<T>(string name, Func<T> create, Func<T, byte[]> export, Func<byte[], T> import)
        where T : IDisposable
    {
        var secret = keys.KeepSecret(name, () =>
        {
            using var made = create();
            return export(made);
        });
        try
        {
            return import(secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}

/// <summary>A generation of this service's keys, by their ids.</summary>
internal sealed class KeyRow
{
    /// <summary>The statement that gives those that others may have.</summary>
    public const string Compromised = "SELECT generation, signing, sealing FROM exchange_key WHERE compromised_at IS NOT NULL ORDER BY generation";

    /// <summary>Its number, from 1.</summary>
    public int Generation { get; init; }

    /// <summary>Id of the key that signs.</summary>
    public string Signing { get; init; } = "";

    /// <summary>Id of the key to which partners seal.</summary>
    public string Sealing { get; init; } = "";
}

/// <summary>At the start: makes the keys where they are not made yet, and looks whether service and keys are still the same.</summary>
internal sealed class OwnServiceStart(OwnService own) : IHostedService
{
    /// <inheritdoc />
    /// <exception cref="InvalidDataException">Code or keys are others than before.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (own.IsUsed)
        {
            own.ThrowIfAnother();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
