using Microsoft.Extensions.Options;

namespace Entente.Node.Oversight.Purposes;

/// <summary>The deployment's catalogue: purpose, what may be done for it, how long it is kept. What is not in it is refused.</summary>
internal sealed class Catalogue(IOptions<CatalogueOptions> options)
{
    /// <summary>Which state of it.</summary>
    public string Version => options.Value.Version;

    /// <summary>All purposes, in the order of the configuration.</summary>
    public IReadOnlyList<PurposeOption> Purposes => options.Value.Purposes;

    /// <summary>Whether something may be done on a ground.</summary>
    public bool Allows(Ground ground, string doing) => KeepOrNull(ground, doing) is not null;

    /// <summary>The ground of a purpose with its usual legal basis; null where the purpose does not allow it.</summary>
    public Ground? GroundOf(string purpose, string doing) =>
        Find(purpose) is { } found && found.Keep.ContainsKey(doing) ? new Ground(found.Code, found.LegalBases[0]) : null;

    /// <summary>The first purpose for which something may be done; null where there is none.</summary>
    public Ground? FirstFor(string doing) => Purposes.Select(p => GroundOf(p.Code, doing)).FirstOrDefault(g => g is not null);

    /// <summary>How long what comes of it is kept.</summary>
    /// <exception cref="InvalidOperationException">The catalogue does not allow it; ask <see cref="Allows"/> first.</exception>
    public TimeSpan Keep(Ground ground, string doing) =>
        KeepOrNull(ground, doing) ?? throw new InvalidOperationException("What is not in the catalogue is refused before it is kept.");

    private TimeSpan? KeepOrNull(Ground ground, string doing) =>
        Find(ground.Purpose) is { } purpose && purpose.LegalBases.Contains(ground.LegalBasis) && purpose.Keep.TryGetValue(doing, out var keep) ? keep : null;

    private PurposeOption? Find(string code) => Purposes.FirstOrDefault(p => p.Code == code);
}
