using System.Security.Cryptography;
using Entente.Ledger.Envelopes;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange;

/// <summary>
/// This service as its partners know it: its code, its two keys and its card. The keys are made when they are first asked for, which is at the first start
/// where Exchange is configured, and are kept in the key store. Safe for use by any number of threads.
/// </summary>
internal sealed class OwnService(IOptions<ExchangeOptions> options, IOptions<LedgerOptions> ledger, KeyStore keys, DataFolder data, Database database) : IDisposable
{
    private const string SigningSecret = "exchange-signing", OpeningSecret = "exchange-opening";

    private readonly Lock _reading = new();
    private MessageKey? _signing;
    private OpeningKey? _opening;

    /// <summary>Whether this node exchanges messages at all.</summary>
    public bool IsUsed => options.Value.IsUsed;

    /// <summary>Code of this service.</summary>
    public string Code => options.Value.Service;

    /// <summary>The key that signs its messages and statements.</summary>
    public MessageKey Signing
    {
        get
        {
            Read();
            return _signing;
        }
    }

    /// <summary>The key that opens what partners sealed to it.</summary>
    public OpeningKey Opening
    {
        get
        {
            Read();
            return _opening;
        }
    }

    /// <summary>Its card, as the configuration says now.</summary>
    public NodeCard Card => new(
        Code, options.Value.Name.Length > 0 ? options.Value.Name : Code, options.Value.Addresses, Signing.Verifier, Opening.Sealing, [], LogKey.ReadOrMake(data.LogKey, ledger.Value.LogName).Verifier, options.Value.Offers);

    /// <summary>Looks whether code and keys are still those under which this database exchanged before.</summary>
    /// <exception cref="InvalidDataException">They are others; the sentence says what to put back.</exception>
    public void ThrowIfAnother()
    {
        if (!NodeCard.TryParse(Card.ToBytes(), out _, out var fault))
        {
            throw new InvalidDataException($"the card of this service could not be read by any other. {fault} Set the section Exchange right, or Oversight:LogName.");
        }

        using var connection = database.Open();
        if (NodeFacts.Keep(connection, NodeFacts.ExchangeService, Code) is var known && known != Code)
        {
            throw new InvalidDataException($"Exchange:Service is {Code}, and this database has exchanged messages as {known}; put the code back, or give the other service a node of its own.");
        }

        var keyIds = $"{Signing.Verifier.KeyId} {Opening.Sealing.KeyId}";
        if (NodeFacts.Keep(connection, NodeFacts.ExchangeKeys, keyIds) != keyIds)
        {
            throw new InvalidDataException("the keys of the exchange in the key store are not those whose card partners have; restore a backup of the keys that was made after the exchange was set up.");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _signing?.Dispose();
        _opening?.Dispose();
    }

    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_signing), nameof(_opening))]
    private void Read()
    {
        lock (_reading)
        {
            _signing ??= Kept(SigningSecret, () => MessageKey.Create(), key => key.Export(), bytes => MessageKey.Import(bytes));
            _opening ??= Kept(OpeningSecret, () => OpeningKey.Create(), key => key.Export(), bytes => OpeningKey.Import(bytes));
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
