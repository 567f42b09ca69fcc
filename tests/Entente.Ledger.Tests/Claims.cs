using FsCheck;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests;

/// <summary>How a property is checked, and what hostile input is made of.</summary>
internal static class Claims
{
    public static void Hold<T>(Gen<T> inputs, Func<T, bool> claim, int tests = 500) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests), Prop.ForAll(inputs.ToArbitrary(), claim));

    /// <summary>Any bytes.</summary>
    public static Gen<byte[]> Bytes => Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();

    /// <summary>Valid input with pieces put in, taken out and cut off.</summary>
    public static Gen<byte[]> Damaged(byte[] valid) =>
        (from at in Gen.Choose(0, valid.Length)
         from removed in Gen.Choose(0, 9)
         from added in Bytes.Resize(4)
         select (at, removed, added)).ListOf().Resize(4).Select(edits => edits.Aggregate(valid, (bytes, edit) => Apply(bytes, edit.at, edit.removed, edit.added)));

    private static byte[] Apply(byte[] bytes, int at, int removed, byte[] added)
    {
        var from = Math.Min(at, bytes.Length);
        return [.. bytes[..from], .. added, .. bytes[Math.Min(from + removed, bytes.Length)..]];
    }
}
