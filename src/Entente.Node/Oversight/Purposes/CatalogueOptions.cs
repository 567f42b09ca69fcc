using Entente.Ledger.Entries;
using Microsoft.Extensions.Options;

namespace Entente.Node.Oversight.Purposes;

/// <summary>The section Catalogue of the configuration: what this service may do for which purpose, on which law, and how long it may keep it.</summary>
internal sealed class CatalogueOptions
{
    /// <summary>Which state of the catalogue this is; stands in the record. A code.</summary>
    public string Version { get; init; } = "1";

    /// <summary>The purposes; what is not among them is refused. At least one.</summary>
    public IReadOnlyList<PurposeOption> Purposes { get; init; } = [];
}

/// <summary>One purpose.</summary>
internal sealed class PurposeOption
{
    /// <summary>Its code, such as border-control; another one for each purpose.</summary>
    public string Code { get; init; } = "";

    /// <summary>Codes of the legal bases, the usual one first; at least one.</summary>
    public IReadOnlyList<string> LegalBases { get; init; } = [];

    /// <summary>What may be done for it, of <see cref="Doing.All"/>, and how long what comes of it is kept: 1 hour to 3,653 days.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Keep { get; init; } = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
}

/// <summary>Refuses a wrong section with all its faults at once.</summary>
internal sealed class CatalogueOptionsValidator : IValidateOptions<CatalogueOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(1), Longest = TimeSpan.FromDays(3653);

    public ValidateOptionsResult Validate(string? name, CatalogueOptions options)
    {
        var faults = new List<string>();
        AddIf(!LedgerEntry.IsIdentifier(options.Version), "Catalogue:Version is no code; give one such as 2026-1.");
        AddIf(options.Purposes.Count == 0, "Catalogue:Purposes is empty; name at least one purpose with its legal basis, for what is not in the catalogue is refused.");
        foreach (var (i, purpose) in options.Purposes.Index())
        {
            var key = $"Catalogue:Purposes:{i}";
            AddIf(!LedgerEntry.IsIdentifier(purpose.Code), $"{key}:Code is no code; give one such as border-control.");
            AddIf(options.Purposes.Take(i).Any(p => p.Code == purpose.Code), $"{key}:Code stands at an earlier purpose too.");
            AddIf(purpose.LegalBases.Count == 0 || !purpose.LegalBases.All(LedgerEntry.IsIdentifier), $"{key}:LegalBases wants one or more codes such as border-act-12.");
            AddIf(purpose.Keep.Count == 0, $"{key}:Keep is empty; say what may be done and how long what comes of it is kept, as in \"screen\": \"3.00:00:00\".");
            foreach (var (doing, keep) in purpose.Keep)
            {
                AddIf(!Doing.All.Contains(doing), $"{key}:Keep has something that is not known; allowed are {string.Join(", ", Doing.All)}.");
                AddIf(keep < Shortest || keep > Longest, $"{key}:Keep:{doing} is {keep}; allowed is 01:00:00 to 3653.00:00:00.");
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void AddIf(bool wrong, string fault)
        {
            if (wrong)
            {
                faults.Add(fault);
            }
        }
    }
}
