namespace Entente.Cli.Outputs;

/// <summary>
/// Bytes put aside until a later part of the output needs them. They lie in a nameless file: nobody else can open it, and
/// it is gone when the process ends, however it ends, since it may hold personal data.
/// </summary>
internal sealed class Spool : IDisposable
{
    private readonly FileStream _file;

    private Spool(FileStream file) => _file = file;

    /// <summary>Bytes put aside so far.</summary>
    public long Length { get; private set; }

    /// <summary>A spool in the folder of the output, which has the room that the output needs, or in the temporary folder.</summary>
    /// <exception cref="OutputFailedException">The folder cannot be written.</exception>
    public static Spool BesideOrTemporary(string? outputPath)
    {
        var folder = outputPath is null ? Path.GetTempPath() : Path.GetDirectoryName(Path.GetFullPath(outputPath)) ?? Path.GetTempPath();
        var path = Path.Combine(folder, $".entente-{Path.GetRandomFileName()}");
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.Delete,
                Options = FileOptions.DeleteOnClose,
                BufferSize = 1 << 16,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            var file = new FileStream(path, options);
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(path);
            }

            return new Spool(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OutputFailedException($"the folder {folder} cannot be written ({exception.Message}); give --out a path in a folder that you may write to.", exception);
        }
    }

    /// <summary>Puts bytes aside and returns where they lie.</summary>
    public long Add(ReadOnlySpan<byte> bytes)
    {
        var position = Length;
        try
        {
            _file.Write(bytes);
        }
        catch (IOException exception)
        {
            throw new OutputFailedException($"the working file of the report could not be written ({exception.Message}); make room and run again.", exception);
        }

        Length += bytes.Length;
        return position;
    }

    /// <summary>Copies bytes that were put aside to the output.</summary>
    public void CopyTo(OutputTarget target, long position, int length)
    {
        _file.Position = position;
        Span<byte> buffer = stackalloc byte[8192];
        while (length > 0)
        {
            var part = buffer[..Math.Min(length, buffer.Length)];
            _file.ReadExactly(part);
            target.Write(part);
            length -= part.Length;
        }
    }

    public void Dispose() => _file.Dispose();
}
