namespace Entente.Node.Tests.Border.Posts;

/// <summary>Where a link is cut.</summary>
internal enum Cut
{
    /// <summary>Nowhere.</summary>
    Nowhere,

    /// <summary>Before anything is sent.</summary>
    Before,

    /// <summary>In the middle of what is sent.</summary>
    WhileSending,

    /// <summary>After the main node has done its work, before its answer arrives.</summary>
    BeforeTheAnswer,

    /// <summary>In the middle of the answer.</summary>
    WhileAnswering,
}

/// <summary>The link from a post to its main node, which a test cuts where it likes; it always leads to the port at which the main node is now.</summary>
internal sealed class CutLink
{
    /// <summary>Where the main node is.</summary>
    public Uri? To { get; set; }

    /// <summary>Where it is cut.</summary>
    public Cut Cut { get; set; }

    /// <summary>One end of it, for a post that starts.</summary>
    public HttpMessageHandler Open() => new End(this);

    private sealed class End(CutLink link) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (link.Cut == Cut.Before)
            {
                throw new HttpRequestException(HttpRequestError.ConnectionError);
            }

            request.RequestUri = new Uri(link.To ?? throw new InvalidOperationException("The link leads nowhere."), request.RequestUri!.PathAndQuery); // The node gives every request an address.
            if (link.Cut == Cut.WhileSending && request.Content is { } content)
            {
                var whole = await content.ReadAsByteArrayAsync(cancellationToken);
                using var half = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new ByteArrayContent(whole[..(whole.Length / 2)]) };
                half.Headers.Authorization = request.Headers.Authorization;
                (await base.SendAsync(half, cancellationToken)).Dispose();
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            }

            var response = await base.SendAsync(request, cancellationToken);
            if (link.Cut == Cut.BeforeTheAnswer)
            {
                response.Dispose();
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            }

            if (link.Cut == Cut.WhileAnswering)
            {
                var whole = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                response.Content = new ByteArrayContent(whole[..(whole.Length / 2)]);
            }

            return response;
        }
    }
}
