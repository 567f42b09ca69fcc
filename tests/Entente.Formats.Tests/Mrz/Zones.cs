using Entente.Formats.Mrz;

namespace Entente.Formats.Tests.Mrz;

/// <summary>Zones of the specimen State Utopia (UTO), with check digits computed here.</summary>
internal static class Zones
{
    public const string Passport = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

    public const string Card = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";

    /// <summary>A passport with the given fields, all check digits right.</summary>
    public static string PassportOf(
        string name = "ERIKSSON<<ANNA<MARIA", string number = "L898902C3", string birth = "740812", string expiry = "310415", string personal = "")
    {
        var numberField = WithDigit(number.PadRight(9, '<'));
        var birthField = WithDigit(birth);
        var rest = WithDigit(expiry) + WithDigit(personal.PadRight(14, '<'));
        var composite = CheckDigit.Of(numberField + birthField + rest);
        return $"P<UTO{name.PadRight(39, '<')}\n{numberField}UTO{birthField}F{rest}{composite}";
    }

    /// <summary>A card with the given number, however long, all check digits right.</summary>
    public static string CardOf(string number)
    {
        var digit = CheckDigit.Of(number.PadRight(9, '<'));
        var field = number.Length <= 9 ? $"{number.PadRight(9, '<')}{digit}" : $"{number[..9]}<{number[9..]}{digit}";
        var first = $"I<UTO{field}".PadRight(30, '<');
        var second = $"{WithDigit("740812")}F{WithDigit("310415")}UTO<<<<<<<<<<<";
        var composite = CheckDigit.Of(first[5..] + second[..7] + second[8..15] + second[18..29]);
        return $"{first}\n{second}{composite}\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
    }

    /// <summary>A zone of the format TD1, TD2 or TD3 with the given name field.</summary>
    public static string WithName(string format, string nameField) => format switch
    {
        "TD1" => $"I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\n{nameField}",
        "TD2" => $"I<UTO{nameField}\nD231458907UTO7408122F1204159<<<<<<<6",
        _ => $"P<UTO{nameField}\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
    };

    private static string WithDigit(string field) => $"{field}{CheckDigit.Of(field)}";
}
