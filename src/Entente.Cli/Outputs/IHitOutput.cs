using System.Buffers;
using Entente.Cli.Screen;

namespace Entente.Cli.Outputs;

/// <summary>
/// Where hits go. For every traveller <see cref="Format"/> runs on any thread; the bytes it made then come back through
/// <see cref="Append"/>, one after the other and in the order of the input. <see cref="End"/> makes the output whole, also after an
/// interruption; without it the output is cut off.
/// </summary>
internal interface IHitOutput : IDisposable
{
    /// <summary>Writes what this traveller adds to the output. Depends on nothing but its argument.</summary>
    void Format(Screened screened, ArrayBufferWriter<byte> buffer);

    /// <summary>Takes the next traveller.</summary>
    void Append(Screened screened, ReadOnlySpan<byte> formatted);

    /// <summary>Closes the output with the facts of the whole run.</summary>
    void End(RunFacts facts);
}
