using Entente.Names.Reading;

namespace Entente.Names.Tests.Reading;

/// <summary>Marks, letter forms and look-alikes do not tell two names apart.</summary>
public sealed class FoldingTests
{
    [Theory]
    [InlineData("José Núñez", "jose nunez")]
    [InlineData("Jose\u0301 Nu\u0301n\u0303ez", "jose nunez")]
    [InlineData("Łukasz Żółć", "lukasz zolc")]
    [InlineData("Şükrü Iğdır", "sukru igdir")]
    [InlineData("Ångström", "angstrom")]
    [InlineData("Đorđe Šešelj", "dorde seselj")]
    [InlineData("Nguyễn Đức", "nguyen duc")]
    [InlineData("Straße", "strase")]
    [InlineData("Hassan", "hasan")]
    [InlineData("SAÏD O’BRIEN", "said obrien")]
    [InlineData("Ｍｏｈａｍｅｄ", "mohamed")]
    [InlineData("Jean-Pierre", "jean piere")]
    [InlineData("Γιώργος Παππάς", "giorgos papas")]
    [InlineData("ⵎⵓⵃⵎⵎⴻⴷ", "muhmed")]
    public void Latin_Greek_and_Tifinagh_become_plain_letters_with_doubles_written_once(string name, string comparable) => ReadAs.Comparable(name).ShouldBe(comparable);

    [Theory]
    [InlineData("ﻣﺤﻤﺪ", "محمد", "presentation forms")]
    [InlineData("محـــمد", "محمد", "tatweel")]
    [InlineData("مُحَمَّد", "محمد", "harakat")]
    [InlineData("أحمد", "احمد", "hamza on the alef")]
    [InlineData("علی", "علي", "Persian ya")]
    [InlineData("موسى", "موسي", "alef maqsura")]
    [InlineData("کریم", "كريم", "Persian kaf")]
    [InlineData("ہاشم", "هاشم", "Urdu ha")]
    [InlineData("ټنگار", "تنگار", "Pashto ta")]
    [InlineData("ځواک", "زواك", "Pashto dze")]
    [InlineData("فؤاد", "فواد", "hamza on the waw")]
    [InlineData("الﻻوي", "اللاوي", "ligature lam-alef")]
    public void Arabic_letters_of_one_sound_or_shape_are_one(string name, string same, string what) => ReadAs.Comparable(name).ShouldBe(ReadAs.Comparable(same), what);

    [Theory]
    [InlineData("Алёна", "Алена", "yo")]
    [InlineData("Ғайрат", "Гайрат", "Kazakh ghe")]
    [InlineData("Ўткир", "Уткир", "Uzbek short u")]
    [InlineData("Ольга", "Олга", "soft sign")]
    [InlineData("Иван", "ИВАН", "capitals")]
    [InlineData("И\u0306ван", "Йван", "combining breve")]
    public void Cyrillic_letters_of_one_sound_are_one(string name, string same, string what) => ReadAs.Comparable(name).ShouldBe(ReadAs.Comparable(same), what);

    [Theory]
    [InlineData("שלום", "שלומ")]
    [InlineData("יִצְחָק", "יצחק")]
    public void Hebrew_finals_and_points_do_not_matter(string name, string same) => ReadAs.Comparable(name).ShouldBe(ReadAs.Comparable(same));

    [Theory]
    [InlineData("Mohаmed", "Mohamed")]
    [InlineData("Sechіn", "Sechin")]
    [InlineData("Ρaul Kim", "Paul Kim")]
    [InlineData("Cергей", "Сергей")]
    public void A_letter_of_another_script_that_looks_alike_hides_nothing(string name, string same) => ReadAs.Comparable(name).ShouldBe(ReadAs.Comparable(same));

    [Theory]
    [InlineData("I9or Sech1n", "Igor Sechin")]
    [InlineData("M0hamed", "Mohamed")]
    [InlineData("5echin", "Sechin")]
    public void A_digit_read_for_a_letter_hides_nothing(string name, string same) => ReadAs.Comparable(name).ShouldBe(ReadAs.Comparable(same));

    [Theory]
    [InlineData("Mohamed", Script.Latin)]
    [InlineData("محمد", Script.Arabic)]
    [InlineData("Сечин", Script.Cyrillic)]
    [InlineData("דוד", Script.Hebrew)]
    [InlineData("Παύλος", Script.Greek)]
    [InlineData("ⵎⵓⵃⴰ", Script.Tifinagh)]
    [InlineData("王", Script.Other)]
    [InlineData("김정은", Script.Other)]
    [InlineData("2024", Script.Other)]
    public void Tells_scripts_apart(string name, Script script) => Name.Read(name).Parts.ShouldHaveSingleItem().Script.ShouldBe(script);
}
