namespace Entente.Cli.Outputs;

/// <summary>A stream that others may write to and flush, but not close.</summary>
internal sealed class LentStream(Stream inner) : WriteOnlyStream
{
    public override void Flush() => inner.Flush();

    public override void Write(ReadOnlySpan<byte> buffer) => inner.Write(buffer);
}
