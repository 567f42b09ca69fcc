using System.Globalization;

namespace Entente.Node.Exchange.Receiving;

/// <summary>
/// A <see cref="Bundle"/> while it comes, over one link or several: 1. the next request says how many bytes behind the last whole message are here, and what they are; 2. the partner answers with what is behind
/// them, or with the whole bundle where it has another one; 3. messages are given as they become whole. What is not whole has not been verified by anybody: it is kept in memory, one message
/// of a partner at most, and a message of wrong parts does not open and is fetched anew.
/// </summary>
internal sealed class ArrivingBundle
{
    private byte[] _held = [];
    private byte[] _begun = [];
    private bool _isBegun;

    /// <summary>The end of the query that asks for what is missing: empty where nothing is here.</summary>
    public string Query => _held.Length == 0 ? "" : $"&from={_held.Length.ToString(CultureInfo.InvariantCulture)}&of={Bundle.MarkOf(_held)}";

    /// <summary>Bytes of a message that is not whole.</summary>
    public int Held => _held.Length;

    /// <summary>Another answer follows.</summary>
    public void Begin() => (_begun, _isBegun) = ([], false);

    /// <summary>Takes bytes that came, and gives what is whole now.</summary>
    /// <exception cref="InvalidDataException">They are no bundle, or a message in it is none; nothing of it is kept.</exception>
    public Bundle Add(ReadOnlySpan<byte> bytes)
    {
        byte[] here = [.. _begun, .. bytes];
        try
        {
            if (!_isBegun && here.AsSpan().StartsWith(Bundle.RestStart))
            {
                here = _held.Length > 0 ? [.. Bundle.Start, .. _held, .. here.AsSpan(Bundle.RestStart.Length)] : throw new InvalidDataException("the partner continues a bundle that was not begun");
            }
            else if (!_isBegun && (Bundle.Start.StartsWith(here) || Bundle.RestStart.StartsWith(here)))
            {
                _begun = here;
                return new([], More: true, IsWhole: false);
            }

            var bundle = Bundle.Read(here);
            (_isBegun, _held) = (true, here[bundle.Length..]);
            _begun = [.. Bundle.Start, .. _held];
            return bundle;
        }
        catch (InvalidDataException)
        {
            Forget();
            throw;
        }
    }

    /// <summary>Forgets what is not whole: what stands before it did not take its place, or it is nothing.</summary>
    public void Forget() => _held = [];
}
