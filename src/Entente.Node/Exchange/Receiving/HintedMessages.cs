using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Sending;

namespace Entente.Node.Exchange.Receiving;

/// <summary>
/// Messages that came with a hint, as a <see cref="Bundle"/> in its body. Each is taken in as one that was fetched, so it has its effect once whichever way it comes first; of what cannot be taken in nothing is
/// kept, and the look that follows every hint fetches it and says why.
/// </summary>
internal sealed partial class HintedMessages(Inbox inbox, ILogger<HintedMessages> logger)
{
    /// <summary>Takes in what a hint carries.</summary>
    /// <param name="partner">Whose hint it is.</param>
    /// <param name="body">Its body; empty where it carries nothing. A longer one than <see cref="ExchangeOutbox.MostHinted"/>, and another than a bundle, is passed over.</param>
    /// <param name="cancellationToken">Ends the waiting for a place in line; what stands in line is done.</param>
    public async Task TakeAsync(PartnerRow partner, byte[] body, CancellationToken cancellationToken)
    {
        if (body.Length is 0 or > ExchangeOutbox.MostHinted || !body.AsSpan().StartsWith(Bundle.Start))
        {
            return;
        }

        try
        {
            var messages = Bundle.Read(body).Messages;
            if (messages.Count > 0)
            {
                await inbox.TakeAsync(partner, messages, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // No bundle, an effect, or the database: nothing of it remains, and the hint is a hint all the same.
            Broke(exception, partner.Code);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What a hint of {Partner} carried could not be taken in; it is fetched")]
    private partial void Broke(Exception exception, string partner);
}
