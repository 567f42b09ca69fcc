using System.Net;
using Entente.Node.Configuration;
using Microsoft.Extensions.Options;

namespace Entente.Node.Accounts;

/// <summary>What the section Accounts says about people; tokens are in <see cref="TokenOptions"/>.</summary>
internal sealed class AccountOptions
{
    /// <summary>Where browsers reach the node, such as https://entente.example.org; blank for http://localhost on the node's own port.</summary>
    public string Origin { get; init; } = "";

    /// <summary>A session ends when nothing was asked for so long. 1 minute to 12 hours.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A session ends this long after it began. 5 minutes to 24 hours.</summary>
    public TimeSpan AbsoluteLimit { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Whether accounts for a demonstration can be made, which sign in by a link without a passkey. Never where others reach the node.</summary>
    public bool Demo { get; init; }

    /// <summary>The service's own provider of identities.</summary>
    public ProviderOption OpenIdConnect { get; init; } = new();
}

/// <summary>An OpenID Connect provider.</summary>
internal sealed class ProviderOption
{
    /// <summary>Its issuer, an https address; blank for none.</summary>
    public string Authority { get; init; } = "";

    /// <summary>Under which id it knows this node.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>The file that holds the secret it shares with this node; relative to the configuration. Blank for none.</summary>
    public string ClientSecretFile { get; init; } = "";

    /// <summary>The full path of that file; null for none.</summary>
    public string? SecretPath(IConfiguration configuration) =>
        ClientSecretFile.Length == 0 ? null : Path.GetFullPath(ClientSecretFile, configuration[ConfigurationFile.FolderKey] ?? Environment.CurrentDirectory);
}

/// <summary>Refuses a wrong section with all its faults at once.</summary>
internal sealed class AccountOptionsValidator(IConfiguration configuration) : IValidateOptions<AccountOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOptions options)
    {
        var faults = new List<string>();
        AddIf(options.Origin.Length > 0 && !IsOrigin(options.Origin), "Accounts:Origin is no address of the form https://entente.example.org; http is allowed for localhost and names under it alone, for browsers make passkeys nowhere else.");
        AddIf(options.IdleLimit < TimeSpan.FromMinutes(1) || options.IdleLimit > TimeSpan.FromHours(12), $"Accounts:IdleLimit is {options.IdleLimit}; allowed is 00:01:00 to 12:00:00.");
        AddIf(options.AbsoluteLimit < TimeSpan.FromMinutes(5) || options.AbsoluteLimit > TimeSpan.FromHours(24), $"Accounts:AbsoluteLimit is {options.AbsoluteLimit}; allowed is 00:05:00 to 1.00:00:00.");
        AddIf(options.AbsoluteLimit < options.IdleLimit, $"Accounts:AbsoluteLimit is {options.AbsoluteLimit} and shorter than Accounts:IdleLimit, {options.IdleLimit}; give it at least as long.");
        AddIf(options.Demo && (!AllLoopback() || (options.Origin.Length > 0 && !IsThisMachine(new Uri(options.Origin).Host))), "Accounts:Demo is true and Urls or Accounts:Origin name more than this machine; demo accounts sign in without a passkey, so listen on 127.0.0.1 or leave Demo false.");
        var provider = options.OpenIdConnect;
        AddIf(provider.Authority.Length > 0 && !IsOrigin(provider.Authority, mayHavePath: true), "Accounts:OpenIdConnect:Authority is no https address; http is allowed for localhost alone.");
        AddIf(provider.Authority.Length > 0 && provider.ClientId.Length == 0, "Accounts:OpenIdConnect:ClientId is blank; give the id under which the provider knows this node.");
        AddIf(provider.SecretPath(configuration) is { } file && !File.Exists(file), "Accounts:OpenIdConnect:ClientSecretFile is not there; give the path of the file that holds the secret.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void AddIf(bool wrong, string fault)
        {
            if (wrong)
            {
                faults.Add(fault);
            }
        }
    }

    private static bool IsOrigin(string text, bool mayHavePath = false) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsThisMachine(uri.Host)))
        && (mayHavePath || (uri.PathAndQuery == "/" && !text.EndsWith('/')))
        && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0;

    /// <summary>Names under localhost are this machine as well (RFC 6761, section 6.3).</summary>
    private static bool IsThisMachine(string host) => host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal);

    // Kestrel understands more than addresses (http://*:80): what is none is reached by others.
    private bool AllLoopback() => (configuration["Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).All(url =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))));
}
