using System.Text.RegularExpressions;
using Entente.Node.Oversight.Purposes;
using Microsoft.Extensions.Options;

namespace Entente.Node.Accounts;

/// <summary>The section Accounts of the configuration.</summary>
internal sealed class TokenOptions
{
    /// <summary>Access tokens of machines; none by default, so that nobody is let in.</summary>
    public IReadOnlyList<TokenOption> Tokens { get; init; } = [];

    /// <summary>Who holds the token of an id, in the words of whoever gave it out; the id itself where it is of no token that is known now.</summary>
    public string HolderOf(string id) => Tokens.FirstOrDefault(t => TokenAuthentication.IdOf(t) == id)?.Name ?? id;
}

/// <summary>One access token.</summary>
internal sealed class TokenOption
{
    /// <summary>Who holds it, in the words of whoever gave it out. Not blank, and another one for each token.</summary>
    public string Name { get; init; } = "";

    /// <summary>SHA-256 of the token, 64 hexadecimal digits.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Code of the purpose for which its holder asks, of the catalogue.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Code of the legal basis, of that purpose, on which its holder asks; stands in the record of everything that is asked with it.</summary>
    public string LegalBasis { get; init; } = "";

    /// <summary>What it may be used for, of <see cref="Scope.All"/>; at least one.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Requests a minute, 1 to 1,000,000; each hundred lines of a stream are one.</summary>
    public int RequestsPerMinute { get; init; } = 600;
}

/// <summary>What a token may be used for: the scopes of <see cref="Permission.All"/>.</summary>
internal static class Scope
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Permission.All.Select(p => p.Scope).OfType<string>().Distinct()];
}

/// <summary>Refuses a wrong section with all its faults at once.</summary>
internal sealed partial class TokenOptionsValidator(IOptions<CatalogueOptions> catalogue) : IValidateOptions<TokenOptions>
{
    public ValidateOptionsResult Validate(string? name, TokenOptions options)
    {
        var faults = new List<string>();
        foreach (var (i, token) in options.Tokens.Index())
        {
            var key = $"Accounts:Tokens:{i}";
            AddIf(string.IsNullOrWhiteSpace(token.Name), $"{key}:Name is blank; say who holds the token.");
            AddIf(options.Tokens.Take(i).Any(t => t.Name == token.Name), $"{key}:Name stands at an earlier token too; names tell tokens apart.");
            AddIf(!Sha256().IsMatch(token.Sha256), $"{key}:Sha256 is no SHA-256 of 64 hexadecimal digits; make a token with `entente token NAME PURPOSE LEGAL-BASIS SCOPE`.");
            var purpose = catalogue.Value.Purposes.FirstOrDefault(p => p.Code == token.Purpose);
            AddIf(purpose is null, $"{key}:Purpose is not in the catalogue; give the code of one of Catalogue:Purposes.");
            AddIf(purpose?.LegalBases.Contains(token.LegalBasis) == false, $"{key}:LegalBasis is none of the purpose's; give one of its LegalBases in Catalogue:Purposes.");
            AddIf(token.Scopes.Count == 0, $"{key}:Scopes is empty; give one or more of {string.Join(", ", Scope.All)}.");
            AddIf(token.Scopes.Except(Scope.All, StringComparer.Ordinal).Any(), $"{key}:Scopes has one that is not known; allowed are {string.Join(", ", Scope.All)}.");
            AddIf(token.RequestsPerMinute is < 1 or > 1_000_000, $"{key}:RequestsPerMinute is {token.RequestsPerMinute}; allowed is 1 to 1,000,000.");
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

    [GeneratedRegex("^[0-9A-Fa-f]{64}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sha256();
}
