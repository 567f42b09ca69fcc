namespace Entente.Node.Exchange;

/// <summary>The body of a partner's answer, as far as it comes. A link that breaks ends it; what came is good.</summary>
internal sealed class PartnerAnswer(HttpResponseMessage response) : IDisposable
{
    // Longer than TCP waits before it sends something for the fifth time over a link with a round trip of a second. A policy of this project.
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromMinutes(1);

    private readonly byte[] _part = new byte[81_920];
    private Stream? _body;
    private long _length;

    /// <summary>The bytes that come next. None where the answer is over, the link is broken, or nothing has come for a minute.</summary>
    /// <param name="within">After this time what has come is given; where nothing has come until then, the first that comes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">It is longer than any answer is.</exception>
    public async Task<byte[]> ReadAsync(TimeSpan within, TimeProvider time, CancellationToken cancellationToken)
    {
        var (began, bytes) = (time.GetTimestamp(), new MemoryStream());
        do
        {
            var read = await ReadOnceAsync(time, cancellationToken);
            if (read == 0)
            {
                break;
            }

            bytes.Write(_part, 0, read);
            _length += read;
            if (_length > Bundle.MostRead)
            {
                throw new InvalidDataException("the partner answers with more than any answer has");
            }
        }
        while (time.GetElapsedTime(began) < within);

        return bytes.ToArray();
    }

    /// <inheritdoc />
    public void Dispose() => response.Dispose();

    private async Task<int> ReadOnceAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var quiet = new CancellationTokenSource(LongestQuiet, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, quiet.Token);
        try
        {
            _body ??= await response.Content.ReadAsStreamAsync(ended.Token);
            return await _body.ReadAsync(_part, ended.Token);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The link broke; what arrived is good, and the next request asks for the rest.
            return 0;
        }
    }
}
