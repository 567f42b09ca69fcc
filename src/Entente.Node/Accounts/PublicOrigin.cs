using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Entente.Node.Accounts;

/// <summary>Where browsers reach the node. Known once the server listens.</summary>
internal sealed class PublicOrigin(IOptions<AccountOptions> options, IServer server)
{
    private readonly Lazy<Uri> _uri = new(() => options.Value.Origin is { Length: > 0 } origin ? new Uri(origin) : OnThisMachine(server));

    /// <summary>Scheme, host and port.</summary>
    public Uri Uri => _uri.Value;

    /// <summary>As a browser writes it in the header Origin.</summary>
    public string Text => Uri.GetLeftPart(UriPartial.Authority);

    /// <summary>Whether everything goes over TLS.</summary>
    public bool IsSecure => Uri.Scheme == Uri.UriSchemeHttps;

    /// <summary>The address of a page. A secret goes behind the #, which browsers send to nobody.</summary>
    public string To(string path, string? secret = null) => $"{Text}{path}{(secret is null ? "" : $"#{secret}")}";

    // Browsers make passkeys for names, never for addresses.
    private static Uri OnThisMachine(IServer server)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? throw new InvalidOperationException("Where the node listens is known once it listens.");
        var binding = BindingAddress.Parse(address);
        return new UriBuilder(binding.Scheme, "localhost", binding.Port).Uri;
    }
}
