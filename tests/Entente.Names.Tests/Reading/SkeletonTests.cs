using Entente.Names.Comparing;
using FsCheck.Fluent;

namespace Entente.Names.Tests.Reading;

public sealed class SkeletonTests
{
    [Theory]
    [InlineData("Choukri")]
    [InlineData("Shukri")]
    [InlineData("Xukri")]
    [InlineData("Şükri")]
    [InlineData("شكري")]
    [InlineData("XSHKRY")]
    [InlineData("Шукри")]
    [InlineData("שוקרי")]
    [InlineData("ⵛⵓⴽⵔⵉ")]
    public void Choukri_has_one_skeleton_in_all_its_spellings(string spelling) => Name.Read(spelling).Parts[0].Skeletons.ShouldContain("SKR");

    /// <summary>Each row is one name; all its spellings share a skeleton, or lie within the edits that relate parts.</summary>
    [Theory]
    [InlineData("Chouman Shoman Shuman شومان Шуман")]
    [InlineData("Kaddour Qaddur Kadour Qadur قدور")]
    [InlineData("Ghali Gali Rali غالي Гали")]
    [InlineData("Jamal Djamel Gamal جمال Джамал")]
    [InlineData("Khalid Jalid Khaled خالد Халид")]
    [InlineData("Youssef Yusuf Yousef يوسف Юсуф")]
    [InlineData("Fouad Fuad Foued فؤاد Фуад")]
    [InlineData("Hassan Hasan Hacen حسن Хасан חסן")]
    [InlineData("Saïd Said Saeed سعيد Саид")]
    [InlineData("Othmane Uthman عثمان")]
    [InlineData("Aïcha Aisha Aicha عائشة")]
    [InlineData("Tarek Tariq Tarik طارق")]
    [InlineData("Qaddafi Gadhafi Kadhafi القذافي قذافي")]
    [InlineData("Yaakov Jacov יעקב")]
    [InlineData("Muhammad Mohamed Mohammed محمد Мухаммад ⵎⵓⵃⵎⵎⴻⴷ מוחמד")]
    [InlineData("Nasrallah Nasralla نصرالله")]
    public void Spellings_of_one_name_are_related(string spellings)
    {
        var parts = spellings.Split(' ').Select(spelling => Name.Read(spelling).Parts.ShouldHaveSingleItem()).ToList();
        parts.ShouldAllBe(part => PartComparison.Related(parts[0], part));
    }

    [Fact]
    public void Being_related_does_not_depend_on_the_order() =>
        Sample.Holds(Sample.Name.SelectMany(a => Sample.Name.Select(b => (a, b))), pair =>
            Name.Read(pair.a).Parts.All(a => Name.Read(pair.b).Parts.All(b => PartComparison.Related(a, b) == PartComparison.Related(b, a))));
}
