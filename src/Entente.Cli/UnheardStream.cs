using Entente.Cli.Outputs;

namespace Entente.Cli;

/// <summary>Standard error: where it is closed or full, what is said goes unheard, and the run goes on; its exit code still tells how it ended.</summary>
internal sealed class UnheardStream(Stream inner) : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // There is nowhere left to say so.
        }
    }

    public override void Flush()
    {
    }
}
