namespace Entente.Ledger.Envelopes;

/// <summary>
/// The public keys of one partner, as the partnership confirmed them; immutable. What each signature is worth follows from the
/// term of its key, the time that the message names and the time at which it was received first:
/// <list type="number">
/// <item>A key counts once the message was created or received after the key's beginning. Either is enough, so that an old message
/// can be signed again with a new key and a clock that is behind holds nobody up.</item>
/// <item>After its end a key counts for what was created before the end and received no later than <see cref="Late"/> after it.</item>
/// <item>A revoked key counts for what was received before it stopped being believed. What came later is refused whenever it says
/// it was made, because a thief can write any date; the partner signs it again with another key.</item>
/// </list>
/// </summary>
public sealed class KeyRing
{
    /// <summary>How long after the end of a key what it signed may still arrive. A policy of this project: removable media are slow.</summary>
    public static TimeSpan DefaultLate { get; } = TimeSpan.FromDays(30);

    /// <summary>A ring by its keys.</summary>
    /// <param name="service">Code of the service whose keys they are.</param>
    /// <param name="signing">Keys that sign its messages.</param>
    /// <param name="sealing">Keys to which messages for it are sealed.</param>
    /// <param name="late">How long after the end of a key what it signed may still arrive; <see cref="DefaultLate"/> unless given.</param>
    /// <exception cref="ArgumentException">A key stands there twice or for both uses, or a term ends before it begins.</exception>
    public KeyRing(string service, IReadOnlyList<KeyTerm<MessageVerifierKey>> signing, IReadOnlyList<KeyTerm<SealingKey>> sealing, TimeSpan? late = null)
    {
        var ids = signing.Select(term => term.Key.KeyId).Concat(sealing.Select(term => term.Key.KeyId)).ToList();
        if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Count)
        {
            throw new ArgumentException("A key stands once in a ring, and never for both signing and sealing.", nameof(signing));
        }

        if (!signing.All(term => term.Until is null || term.From < term.Until) || !sealing.All(term => term.Until is null || term.From < term.Until))
        {
            throw new ArgumentException("The term of a key ends after it begins.", nameof(signing));
        }

        (Service, Signing, Sealing, Late) = (service, [.. signing], [.. sealing], late ?? DefaultLate);
    }

    /// <summary>Code of the service whose keys they are.</summary>
    public string Service { get; }

    /// <summary>Keys that sign its messages.</summary>
    public IReadOnlyList<KeyTerm<MessageVerifierKey>> Signing { get; }

    /// <summary>Keys to which messages for it are sealed.</summary>
    public IReadOnlyList<KeyTerm<SealingKey>> Sealing { get; }

    /// <summary>How long after the end of a key what it signed may still arrive.</summary>
    public TimeSpan Late { get; }

    /// <summary>The ring with a key more, such as the next one while the last still counts.</summary>
    /// <exception cref="ArgumentException">The key is in the ring already.</exception>
    public KeyRing With(KeyTerm<MessageVerifierKey> term) => new(Service, [.. Signing, term], Sealing, Late);

    /// <summary>The ring with a key more, such as the next one while the last still counts.</summary>
    /// <exception cref="ArgumentException">The key is in the ring already.</exception>
    public KeyRing With(KeyTerm<SealingKey> term) => new(Service, Signing, [.. Sealing, term], Late);

    /// <summary>The ring in which a key of either use is not believed since then. The earlier of two such times stays.</summary>
    public KeyRing Revoke(string keyId, DateTimeOffset since) => new(
        Service,
        [.. Signing.Select(term => term.Key.KeyId == keyId ? term with { RevokedSince = Earlier(term.RevokedSince, since) } : term)],
        [.. Sealing.Select(term => term.Key.KeyId == keyId ? term with { RevokedSince = Earlier(term.RevokedSince, since) } : term)],
        Late);

    /// <summary>The key to seal to now: of those whose term runs and that nobody revoked, the one that began last; null where there is none.</summary>
    public SealingKey? SealingKeyAt(DateTimeOffset now) => Sealing
        .Where(term => term.RevokedSince is null && term.From <= now && (term.Until is null || now < term.Until))
        .MaxBy(term => term.From)?.Key;

    /// <summary>What one signature says.</summary>
    internal MessageVerdict Check(MessageSignature signature, ReadOnlySpan<byte> signed, DateTimeOffset created, DateTimeOffset received)
    {
        var term = Signing.FirstOrDefault(term => term.Key.KeyId == signature.KeyId);
        return term is null ? MessageVerdict.NotSigned
            : signature.Algorithm != MessageVerifierKey.Algorithm ? MessageVerdict.OtherAlgorithm
            : !term.Key.Verifies(signed, signature.Bytes.Span) ? MessageVerdict.FalseSignature
            : Worth(term, created, received);
    }

    private MessageVerdict Worth(KeyTerm<MessageVerifierKey> term, DateTimeOffset created, DateTimeOffset received) =>
        received >= term.RevokedSince ? MessageVerdict.KeyRevoked
        : created < term.From && received < term.From ? MessageVerdict.KeyNotYetValid
        : created >= term.Until || received - Late > term.Until ? MessageVerdict.KeyEnded
        : MessageVerdict.SignedByPartner;

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;
}
