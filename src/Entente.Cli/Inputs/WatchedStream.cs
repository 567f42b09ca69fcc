using Entente.Formats.Reading;

namespace Entente.Cli.Inputs;

/// <summary>
/// A stream that reports its progress and ends with the call: after an interruption a read throws
/// <see cref="OperationCanceledException"/>, even one that waits for a pipe that says nothing. Where the source fails, it throws
/// <see cref="UnreadableInputException"/>, so that nobody takes the failure for one of the output.
/// </summary>
internal sealed class WatchedStream(Stream inner, Action<long>? bytesRead, bool interruptible, CancellationToken cancellationToken) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => !interruptible && inner.CanSeek;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // A read of a pipe cannot be cancelled, so another thread does it and is left behind when the user gives up.
            var read = interruptible
                ? Task.Run(() => inner.Read(buffer, offset, count), CancellationToken.None).WaitAsync(cancellationToken).GetAwaiter().GetResult()
                : inner.Read(buffer, offset, count);
            bytesRead?.Invoke(read);
            return read;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableInputException($"reading broke off ({exception.Message}); check the disk or the link and run again.", exception);
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
