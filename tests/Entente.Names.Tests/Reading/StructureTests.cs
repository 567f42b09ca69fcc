using Entente.Names.Reading;

namespace Entente.Names.Tests.Reading;

/// <summary>How words make parts: what belongs together is one part, what says nothing is none.</summary>
public sealed class StructureTests
{
    [Theory]
    [InlineData("al-Tikriti")]
    [InlineData("Al Tikriti")]
    [InlineData("el-Tikriti")]
    [InlineData("at-Tikriti")]
    [InlineData("ul Tikriti")]
    public void An_article_makes_a_nisba_and_is_gone(string name)
    {
        ReadAs.Comparable(name).ShouldBe("tikriti");
        ReadAs.Roles(name).ShouldBe([PartRole.Nisba]);
    }

    [Theory]
    [InlineData("ash-Shami", "shami")]
    [InlineData("an-Nasir", "nasir")]
    [InlineData("es Sayegh", "sayegh")]
    [InlineData("ar-Rashid", "rashid")]
    public void An_article_goes_with_the_sun_letter_it_took_on(string name, string comparable) => ReadAs.Comparable(name).ShouldBe(comparable);

    [Theory]
    [InlineData("Altikriti", "tikriti")]
    [InlineData("Elkhattabi", "khatabi")]
    [InlineData("Benkirane", "kirane")]
    [InlineData("Noureddine", "nour")]
    public void A_small_word_that_may_be_fused_is_kept_and_taken_off(string name, string bare)
    {
        var part = Name.Read(name).Parts.ShouldHaveSingleItem();
        part.Bare.ShouldNotBeNull().Comparable.ShouldBe(bare);
    }

    [Theory]
    [InlineData("التكريتي", "تكريتي")]
    [InlineData("الشامي", "شامي")]
    public void An_Arabic_article_is_kept_and_taken_off(string name, string bare) => Name.Read(name).Parts.ShouldHaveSingleItem().Bare.ShouldNotBeNull().Letters.ShouldBe(bare);

    [Theory]
    [InlineData("Mohamed bin Ali", "mohamed ali")]
    [InlineData("Mohamed ben Ali ibn Hassan", "mohamed ali hasan")]
    [InlineData("Sidi Ould Daddah", "sidi dadah")]
    [InlineData("Iyad ag Ghali", "iyad ghali")]
    [InlineData("Fatima bint Mubarak", "fatima mubarak")]
    [InlineData("Mohamed Wald Ahmed", "mohamed ahmed")]
    [InlineData("محمد بن علي", "mhmd ali")]
    public void Son_and_daughter_join_generations_and_say_nothing(string name, string comparable) => ReadAs.Comparable(name).ShouldBe(comparable);

    [Theory]
    [InlineData("Abdul Rahman")]
    [InlineData("Abd al-Rahman")]
    [InlineData("Abd ar-Rahman")]
    [InlineData("Abd-al-Rahman")]
    [InlineData("Abdur Rahman")]
    [InlineData("Abdel Rahman")]
    [InlineData("Abdurrahman")]
    [InlineData("Abderrahman")]
    [InlineData("Abdelrahman")]
    [InlineData("Abdulrahman")]
    [InlineData("ABDALRAHMAN")]
    [InlineData("Abd el Rahman")]
    public void All_spellings_of_servant_of_the_merciful_are_one_part(string name) => ReadAs.Comparable(name).ShouldBe("abdrahman");

    [Theory]
    [InlineData("عبد الرحمن")]
    [InlineData("عبدالرحمن")]
    [InlineData("عبد الرّحمٰن")]
    public void And_so_are_those_in_Arabic(string name) => Name.Read(name).Parts.ShouldHaveSingleItem().Letters.ShouldBe("عبدرحمن");

    [Theory]
    [InlineData("Abdallah")]
    [InlineData("Abdullah")]
    [InlineData("Abd Allah")]
    [InlineData("Abdul Lah")]
    [InlineData("Abd Ullah")]
    public void Servant_of_God_is_one_part(string name) => ReadAs.Comparable(name).ShouldBe("abdalah");

    [Theory]
    [InlineData("Nour Eddine")]
    [InlineData("Noureddine")]
    [InlineData("Nour al-Din")]
    [InlineData("Nour el Din")]
    [InlineData("Nour ed-Din")]
    [InlineData("Nouruddin")]
    public void Of_the_faith_belongs_to_the_word_before_it(string name) => ReadAs.Comparable(name).ShouldBe("nourdin");

    [Theory]
    [InlineData("Habib Allah")]
    [InlineData("Habiballah")]
    [InlineData("Habibullah")]
    [InlineData("Habib Ullah")]
    public void Of_God_belongs_to_the_word_before_it(string name) => ReadAs.Comparable(name).ShouldBe("habibalah");

    [Theory]
    [InlineData("Abu Bakr", "abubakr")]
    [InlineData("Abu al-Walid", "abuwalid")]
    [InlineData("Abu Abd al-Rahman", "abuabdrahman")]
    [InlineData("Umm Kulthum", "umkulthum")]
    [InlineData("Bou Hlel", "bouhlel")]
    [InlineData("أبو بكر", "abubkr")]
    public void Father_of_and_mother_of_are_one_part_with_the_name(string name, string comparable) => ReadAs.Comparable(name).ShouldBe(comparable);

    [Theory]
    [InlineData("MURAD, Abdul Hakim", "abdhakim murad")]
    [InlineData("RAHMAN, Umar Abd al", "umar abdrahman")]
    [InlineData("Sechin, Igor", "igor sechin")]
    public void What_stands_before_the_comma_goes_behind(string name, string comparable) => ReadAs.Comparable(name).ShouldBe(comparable);

    [Fact]
    public void Sides_are_kept_where_the_source_knows_them()
    {
        var name = Name.Read("SECHIN IGOR", "SECHIN", "IGOR");
        name.Parts.Select(part => (part.Comparable, part.Side)).ShouldBe([("igor", PartSide.Given), ("sechin", PartSide.Family)]);
        Name.Read("IGOR SECHIN", "SECHIN", " ").Parts.ShouldAllBe(part => part.Side == PartSide.Unknown);
    }

    [Theory]
    [InlineData("J. Smith")]
    [InlineData("J Smith")]
    public void One_letter_is_an_initial(string name) => ReadAs.Roles(name).ShouldBe([PartRole.Initial, PartRole.Name]);

    [Fact]
    public void Two_capitals_without_a_vowel_among_small_letters_are_two_initials() =>
        ReadAs.Roles("JC Juncker").ShouldBe([PartRole.Initial, PartRole.Initial, PartRole.Name]);

    [Theory]
    [InlineData("Dr Ahmed Kakolele", PartRole.Title)]
    [InlineData("Mullah Ahmed Kakolele", PartRole.Title)]
    [InlineData("Haji Ahmed Kakolele", PartRole.Title)]
    [InlineData("General Ahmed Kakolele", PartRole.Title)]
    public void A_title_is_told_from_a_name(string name, PartRole first) => ReadAs.Roles(name).First().ShouldBe(first);

    [Theory]
    [InlineData("Haji")]
    [InlineData("Sheikh Sayed")]
    public void A_name_of_nothing_but_titles_is_a_name(string name) => ReadAs.Roles(name).ShouldAllBe(role => role == PartRole.Name);

    [Theory]
    [InlineData("Igor Ivanovich Sechin")]
    [InlineData("Игорь Иванович Сечин")]
    [InlineData("Alena Mikhailauna Sechina")]
    public void A_name_made_from_the_fathers_is_told_from_the_others(string name) => ReadAs.Roles(name).ShouldBe([PartRole.Name, PartRole.Patronymic, PartRole.Name]);

    [Theory]
    [InlineData("María de la Cruz", "maria cruz")]
    [InlineData("João dos Santos", "joao santos")]
    [InlineData("Ludwig van der Berg", "ludwig berg")]
    [InlineData("Hocine Aït Ahmed", "hocine ahmed")]
    public void Particles_say_nothing(string name, string comparable) => ReadAs.Comparable(name).ShouldBe(comparable);

    [Theory]
    [InlineData("bin")]
    [InlineData("al")]
    [InlineData("bin al")]
    [InlineData("de la")]
    [InlineData("abd")]
    [InlineData("abu")]
    [InlineData("Ben")]
    public void A_name_of_nothing_but_small_words_still_has_a_part(string name) => Name.Read(name).Parts.ShouldNotBeEmpty();

    [Theory]
    [InlineData("bin dr الله")]
    [InlineData("Nour الدين")]
    [InlineData("bu عبد القادر")]
    [InlineData("Abu عبد Rahman")]
    public void Words_of_two_scripts_that_would_belong_together_are_read(string name) => Name.Read(name).Parts.ShouldNotBeEmpty();

    [Fact]
    public void A_part_at_the_cut_end_is_compared_as_a_prefix_and_keeps_what_is_fused_to_it()
    {
        var part = Name.Read("Mohamed Elkhatta", truncated: true).Parts[^1];
        part.Cut.ShouldBeTrue();
        part.Bare.ShouldNotBeNull();
    }
}
