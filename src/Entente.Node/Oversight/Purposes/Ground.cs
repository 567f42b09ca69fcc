namespace Entente.Node.Oversight.Purposes;

/// <summary>On what a record rests: why it is held, and the law that allows it. Stands on every record and in every act.</summary>
/// <param name="Purpose">Code of the purpose, of the deployment's catalogue.</param>
/// <param name="LegalBasis">Code of the legal basis, of that purpose.</param>
internal sealed record Ground(string Purpose, string LegalBasis)
{
    /// <summary>On what the node itself acts where the catalogue binds it: retention, checkpoints.</summary>
    public static Ground OfTheNode { get; } = new("retention", "catalogue");
}
