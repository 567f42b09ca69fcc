using Entente.Ledger.Tiles;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests.Tiles;

public sealed class TileAddressTests
{
    /// <summary>1234067 is the example of C2SP tlog-tiles.</summary>
    [Theory]
    [InlineData("tile/0/x001/x234/067", 0, 1234067, 256)]
    [InlineData("tile/0/000", 0, 0, 256)]
    [InlineData("tile/0/x001/234", 0, 1234, 256)]
    [InlineData("tile/1/000.p/17", 1, 0, 17)]
    [InlineData("tile/63/x009/x223/x372/x036/x854/x775/807", 63, long.MaxValue, 256)]
    [InlineData("tile/entries/x001/000.p/255", null, 1000, 255)]
    public void A_path_and_its_parts(string path, int? level, long index, int width)
    {
        TileAddress.TryParse(path, out var address).ShouldBeTrue();
        (address!.Value.Level, address.Value.Index, address.Value.Width).ShouldBe((level, index, width));
        address.Value.ToString().ShouldBe(path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/0")]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/001/234")]
    [InlineData("tile/0/x001/x234")]
    [InlineData("tile/0/000.p")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/05")]
    [InlineData("tile/0/.p/5")]
    [InlineData("tile/0/000/")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/0/../000")]
    [InlineData("tile/data/000")]
    [InlineData("tile/0/x009/x223/x372/x036/x854/x775/808")]
    public void Another_spelling_is_no_address(string path) => TileAddress.TryParse(path, out _).ShouldBeFalse();

    [Fact]
    public void Every_address_is_read_as_it_is_written() => Claims.Hold(
        from level in Gen.Choose(-1, TileAddress.HighestLevel)
        from index in Gen.Choose(0, int.MaxValue)
        from shift in Gen.Choose(0, 31)
        from width in Gen.Choose(1, TileAddress.FullWidth)
        select level < 0 ? TileAddress.OfEntries((long)index << shift, width) : TileAddress.OfHashes(level, (long)index << shift, width),
        address => TileAddress.TryParse(address.ToString(), out var read) && read == address);

    [Fact]
    public void Whatever_arrives_is_an_address_or_not() => Claims.Hold(
        Gen.Elements("tile", "entries", "/", "/", "x001", "000", ".p", "0", "255", "256", "-", "é", " ").ListOf().Select(pieces => string.Concat(pieces)),
        path => !TileAddress.TryParse(path, out var read) || read.Value.ToString() == path);
}
