namespace Entente.Ledger.Envelopes;

/// <summary>A public key of a partner and the time for which it stands.</summary>
/// <typeparam name="TKey"><see cref="MessageVerifierKey"/> or <see cref="SealingKey"/>.</typeparam>
/// <param name="Key">The key.</param>
/// <param name="From">When it begins to count.</param>
/// <param name="Until">From when on it is used no more; null while that is open. Terms may overlap: that is how keys are changed.</param>
/// <param name="RevokedSince">Since when it is not believed, because others may have it; null while nothing is known of that.</param>
public sealed record KeyTerm<TKey>(TKey Key, DateTimeOffset From, DateTimeOffset? Until = null, DateTimeOffset? RevokedSince = null)
    where TKey : class;
