using System.Net;
using System.Net.Http.Headers;
using Entente.Node.Configuration;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Posts;

/// <summary>The link of a post to its main node, where there is one at the moment. It follows no redirect: the token is for that address alone.</summary>
internal sealed class MainNode : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly HttpClient _client;
    private readonly string _tokenFile;

    public MainNode(IOptions<OfflinePostOptions> options, IConfiguration configuration)
        : this(options, configuration, new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(20), PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
    }

    /// <summary>A link of another kind.</summary>
    /// <param name="options">Where the token is.</param>
    /// <param name="configuration">Relative to what.</param>
    /// <param name="link">The link itself.</param>
    public MainNode(IOptions<OfflinePostOptions> options, IConfiguration configuration, HttpMessageHandler link)
    {
        _client = new HttpClient(link) { Timeout = Longest, DefaultRequestHeaders = { { "User-Agent", "entente" } } };
        _tokenFile = Path.GetFullPath(options.Value.TokenFile.Length > 0 ? options.Value.TokenFile : "token", configuration[ConfigurationFile.FolderKey] ?? Environment.CurrentDirectory);
    }

    /// <summary>Sends a request with the token of the file.</summary>
    /// <exception cref="HttpRequestException">The main node cannot be reached.</exception>
    /// <exception cref="InvalidDataException">It answers what it does not answer to a post; the message says what.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Token", (await File.ReadAllTextAsync(_tokenFile, cancellationToken)).Trim());
        HttpResponseMessage response;
        try
        {
            response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("The main node did not answer in time.", exception);
        }

        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotModified)
        {
            return response;
        }

        using (response)
        {
            throw new InvalidDataException($"the main node answered {(int)response.StatusCode}");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();
}
