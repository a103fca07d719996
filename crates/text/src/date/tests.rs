//! What people write, and the moment that it is.

use super::*;

fn hints(language: &str) -> DateHints {
    DateHints { language: LanguageTag::parse(language), zone: Zone::of_offset(3600), order: None }
}

/// The moment in the offset that it was written with, or the reason that there is none.
fn shown(date: Result<Timestamp, NotADate>) -> String {
    match date {
        Ok(date) => {
            let text = date.rfc3339().replace('T', " ").replace('Z', "+00:00");
            format!("{} {}", &text[..19], &text[19..])
        }
        Err(reason) => format!("{reason:?}"),
    }
}

/// Each line: language, text, what it is; `*` for no language.
fn check(table: &str) {
    let mut wrong = Vec::new();
    for row in table.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let mut fields = row.split(" => ");
        let (Some(written), Some(expected)) = (fields.next(), fields.next()) else { panic!("{row}") };
        let (language, text) = written.split_once(' ').unwrap_or((written, ""));
        let language = language.trim_start_matches('*');
        let got = shown(parse(text, &hints(language)));
        let expected = if expected.len() == 10 && expected.starts_with(|c: char| c.is_ascii_digit()) {
            format!("{expected} 00:00:00 +01:00")
        } else {
            expected.to_string()
        };
        if got != expected {
            wrong.push(format!("{text:?} in {language:?}: {got}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn forms_of_standards() {
    check(
        "
        * 2026-11-24T08:00:00Z => 2026-11-24 08:00:00 +00:00
        * 2026-11-24t08:00:00z => 2026-11-24 08:00:00 +00:00
        * 2026-11-24T08:00:00.123456+05:30 => 2026-11-24 08:00:00 +05:30
        * 2026-11-24T08:00:00-0500 => 2026-11-24 08:00:00 -05:00
        * 2026-11-24T08:00+02 => 2026-11-24 08:00:00 +02:00
        * 2026-11-24T08:00 => 2026-11-24 08:00:00 +01:00
        * 2026-11-24 08:00 => 2026-11-24 08:00:00 +01:00
        * 2026-11-24 08:00:30 +0000 => 2026-11-24 08:00:30 +00:00
        * 2026-11-24 08:00:30 UTC => 2026-11-24 08:00:30 +00:00
        * 2026-11-24 08:00:30 +0100 CET => 2026-11-24 08:00:30 +01:00
        * 2026-11-24 => 2026-11-24
        * 20261124 => 2026-11-24
        * 20261124T0800Z => 2026-11-24 08:00:00 +00:00
        * 20261124T080030+0100 => 2026-11-24 08:00:30 +01:00
        * 202611240800 => 2026-11-24 08:00:00 +01:00
        * 20261124080030 => 2026-11-24 08:00:30 +01:00
        * 1795507200 => 2026-11-24 08:00:00 +00:00
        * 1795507200000 => 2026-11-24 08:00:00 +00:00
        * 2026-11-24T24:00:00Z => 2026-11-25 00:00:00 +00:00
        * 2026-12-31T24:00Z => 2027-01-01 00:00:00 +00:00
        * 2016-12-31T23:59:60Z => 2016-12-31 23:59:59 +00:00
        * 2026-11-24T08:00:00.000Z[UTC] => 2026-11-24 08:00:00 +00:00
        * 2026-1-4 => 2026-01-04
        * Tue, 24 Nov 2026 08:00:00 +0000 => 2026-11-24 08:00:00 +00:00
        * Mon, 24 Nov 2026 08:00:00 GMT => 2026-11-24 08:00:00 +00:00
        * 24 Nov 2026 08:00 EST => 2026-11-24 08:00:00 -05:00
        * Tue, 24 Nov 26 08:00:00 PDT => 2026-11-24 08:00:00 -07:00
        * 24 Nov 99 08:00:00 Z => 1999-11-24 08:00:00 +00:00
        * 24 Nov 49 08:00:00 Z => 2049-11-24 08:00:00 +00:00
        * 24 Nov 50 08:00:00 Z => 1950-11-24 08:00:00 +00:00
        * 24 Nov 2026 08:00:00 XYZ => 2026-11-24 08:00:00 +00:00
        * Tue Nov 24 08:00:00 2026 => 2026-11-24 08:00:00 +01:00
        * Tue Nov 24 08:00:00 CET 2026 => 2026-11-24 08:00:00 +01:00
        * Tue Nov 24 2026 08:00:00 GMT+0100 (Central European Standard Time) => 2026-11-24 08:00:00 +01:00
        ",
    );
}

#[test]
fn languages() {
    check(
        "
        nl 23 februari 2026 => 2026-02-23
        ar الأربعاء 11 فبراير 2026 - 02:05 م => 2026-02-11 14:05:00 +01:00
        ar 11 فبراير 2026 09:05 صباحا => 2026-02-11 09:05:00 +01:00
        ar 11 فبراير 2026 م => 2026-02-11
        hi 11 फरवरी 2026 => 2026-02-11
        sl sreda, 11. februarja 2026 => 2026-02-11
        ms 11 Februari 2026 2:05 petang => 2026-02-11 14:05:00 +01:00
        nl maandag 23 februari 2026 om 10:15 uur => 2026-02-23 10:15:00 +01:00
        nl 23 februari 2026, 10.15 uur => 2026-02-23 10:15:00 +01:00
        * 23 mrt. 2026 => 2026-03-23
        de 23. Februar 2026, 10.15 Uhr => 2026-02-23 10:15:00 +01:00
        de Montag, den 23. Februar 2026 um 9 Uhr => 2026-02-23 09:00:00 +01:00
        de 1. März 2026 10:15 MESZ => 2026-03-01 10:15:00 +02:00
        de-AT 3. Jänner 2026 => 2026-01-03
        fr le 23 février 2026 à 10h15 => 2026-02-23 10:15:00 +01:00
        fr 1er mars 2026 => 2026-03-01
        fr lundi 23 fevrier 2026 à 9 h => 2026-02-23 09:00:00 +01:00
        es 23 de febrero de 2026 => 2026-02-23
        es lunes, 23 de febrero de 2026 a las 10:15 h => 2026-02-23 10:15:00 +01:00
        es 23 de febrero de 2026, 6:15 p. m. => 2026-02-23 18:15:00 +01:00
        es-MX 1º de marzo de 2026 => 2026-03-01
        it 23 febbraio 2026 alle ore 10:15 => 2026-02-23 10:15:00 +01:00
        pt 23 de fevereiro de 2026 às 10h15 => 2026-02-23 10:15:00 +01:00
        pt-BR 23/02/2026 10h15 => 2026-02-23 10:15:00 +01:00
        pl 23 lutego 2026 r., godz. 10:15 => 2026-02-23 10:15:00 +01:00
        pl 11 listopada 2026 => 2026-11-11
        hr 11. listopada 2026. => 2026-10-11
        sv 23 februari 2026 kl. 10.15 => 2026-02-23 10:15:00 +01:00
        da 24. nov. 2026 kl. 10:15 => 2026-11-24 10:15:00 +01:00
        no 24. november 2026 klokken 10.15 => 2026-11-24 10:15:00 +01:00
        fi 24. marraskuuta 2026 klo 10.15 => 2026-11-24 10:15:00 +01:00
        is 24. nóvember 2026 kl. 10:15 => 2026-11-24 10:15:00 +01:00
        cs 24. listopadu 2026 v 10:15 => 2026-11-24 10:15:00 +01:00
        cs 24. 11. 2026 10:15 => 2026-11-24 10:15:00 +01:00
        sk 24. novembra 2026 o 10:15 => 2026-11-24 10:15:00 +01:00
        hu 2026. november 24. 10:15 => 2026-11-24 10:15:00 +01:00
        hu 2026. nov. 24. => 2026-11-24
        hu 2026. 11. 24. => 2026-11-24
        ro 24 noiembrie 2026, ora 10:15 => 2026-11-24 10:15:00 +01:00
        bg 24 ноември 2026 г., 10:15 ч. => 2026-11-24 10:15:00 +01:00
        ru 24 ноября 2026 г. в 10:15 => 2026-11-24 10:15:00 +01:00
        ru 24 ноября 2026, 10:15 МСК => 2026-11-24 10:15:00 +03:00
        uk 24 листопада 2026 року о 10:15 => 2026-11-24 10:15:00 +01:00
        sr 24. новембар 2026. у 10:15 => 2026-11-24 10:15:00 +01:00
        sl 24. november 2026 ob 10.15 => 2026-11-24 10:15:00 +01:00
        el Τρίτη 24 Νοεμβρίου 2026, 10:15 => 2026-11-24 10:15:00 +01:00
        el 24 ΝΟΕΜΒΡΙΟΥ 2026 => 2026-11-24
        tr 24 Kasım 2026 Salı 10:15 => 2026-11-24 10:15:00 +01:00
        tr 24 KASIM 2026 => 2026-11-24
        ca 24 de novembre de 2026 => 2026-11-24
        ca 1 d’abril de 2026 => 2026-04-01
        lt 2026 m. lapkričio 24 d. => 2026-11-24
        lv 2026. gada 24. novembris => 2026-11-24
        et 24. november 2026 kell 10.15 => 2026-11-24 10:15:00 +01:00
        id 24 November 2026 pukul 10.15 WIB => 2026-11-24 10:15:00 +07:00
        id Selasa, 24 Nop 2026 10:15 WIB => 2026-11-24 10:15:00 +07:00
        vi ngày 24 tháng 11 năm 2026 => 2026-11-24
        vi Thứ ba, 24/11/2026, 10:15 (GMT+7) => 2026-11-24 10:15:00 +07:00
        ja 2026年11月24日 10時15分 => 2026-11-24 10:15:00 +01:00
        ja 2026年11月24日(火)午後3時 => 2026-11-24 15:00:00 +01:00
        ja 令和8年11月24日 => 2026-11-24
        zh 2026年11月24日 下午3:15 => 2026-11-24 15:15:00 +01:00
        zh 2026年11月24日星期二 10:15 => 2026-11-24 10:15:00 +01:00
        ko 2026년 11월 24일 오전 10:15 => 2026-11-24 10:15:00 +01:00
        ko 2026.11.24. 오후 3:15 => 2026-11-24 15:15:00 +01:00
        th 24 พฤศจิกายน 2569 => 2026-11-24
        th 24 พ.ย. 2569 เวลา 10:15 น. => 2026-11-24 10:15:00 +01:00
        th 24 พฤศจิกายน พ.ศ. 2569 => 2026-11-24
        ar 24 نوفمبر 2026 => 2026-11-24
        ar ٢٤ نوفمبر ٢٠٢٦ => 2026-11-24
        ar 24 تشرين الثاني 2026 => 2026-11-24
        fa ۲۴ نوامبر ۲۰۲۶ => 2026-11-24
        fa ۳ آذر ۱۴۰۵ => 2026-11-24
        fa ۱۴۰۵/۰۹/۰۳ => 2026-11-24
        he 24 בנובמבר 2026 => 2026-11-24
        hi 24 नवंबर 2026 => 2026-11-24
        hi २४ नवम्बर २०२६ => 2026-11-24
        bn ২৪ নভেম্বর ২০২৬ => 2026-11-24
        ta 24 நவம்பர், 2026 => 2026-11-24
        en Nov 23, 2026, 10:15 a.m. EST => 2026-11-23 10:15:00 -05:00
        en November 23rd, 2026 at 10:15 PM ET => 2026-11-23 22:15:00 -05:00
        en July 3, 2026 10:15 PM ET => 2026-07-03 22:15:00 -04:00
        en Sunday, May 3, 2026 at 8:15 a.m. Pacific Time => 2026-05-03 08:15:00 -07:00
        fr 3 mai 2026 à 8 h 15 => 2026-05-03 08:15:00 +01:00
        pt 3/05/2026, às 8h15 (horário de Brasília) => 2026-05-03 08:15:00 -03:00
        en 10:15 AM EST, Mon November 23, 2026 => 2026-11-23 10:15:00 -05:00
        en 23 Nov. 2026 12:05 a.m. => 2026-11-23 00:05:00 +01:00
        en 12 p.m., 23 November 2026 => 2026-11-23 12:00:00 +01:00
        en Sept. 3, 2026 => 2026-09-03
        en Monday the 23rd of November, 2026 => 2026-11-23
        en 23-Nov-2026 => 2026-11-23
        en 23-Nov-26 => 2026-11-23
        ",
    );
}

#[test]
fn numbers_alone() {
    check(
        "
        nl 3-4-2026 => 2026-04-03
        de 03.04.26 => 2026-04-03
        en-US 3/4/2026 => 2026-03-04
        en-GB 3/4/2026 => 2026-04-03
        en 3/4/2026 => Ambiguous
        en 3/14/2026 => 2026-03-14
        en 14/3/2026 => 2026-03-14
        en 4/4/2026 => 2026-04-04
        en 03.04.2026 => 2026-04-03
        * 03/04/2026 => Ambiguous
        fr-CA 03/04/2026 => Ambiguous
        ja 26/11/24 => 2026-11-24
        ja 2026/11/24 => 2026-11-24
        en 31/02/2026 => Impossible
        en 12/5/2026 => Ambiguous
        en 5/12/2026 => Ambiguous
        en 12/13/2026 => 2026-12-13
        en-US 13/4/26 => 2026-04-13
        ja 03/04/2026 => Ambiguous
        nl 24 / 11 / 2026 => 2026-11-24
        nl 24 - 11 - 2026 => Unrecognised
        nl 24/11-2026 => Unrecognised
        nl 24.11.2026.5 => Unrecognised
        en 20261124 10:15 => 2026-11-24 10:15:00 +01:00
        fa 2026/11/24 => 2026-11-24
        en 1405/09/03 => 1405-09-03
        th 24/11/2569 => 2026-11-24
        ",
    );
}

/// The solar Hijri calendar: its first half year has months of 31 days, and its years begin on 20 or 21 March.
#[test]
fn days_of_the_solar_hijri_calendar() {
    check(
        "
        fa ۱ فروردین ۱۴۰۵ => 2026-03-21
        fa ۱ خرداد ۱۴۰۵ => 2026-05-22
        fa ۳۱ شهریور ۱۴۰۵ => 2026-09-22
        fa ۱ مهر ۱۴۰۵ => 2026-09-23
        fa ۳۰ مهر ۱۴۰۵ => 2026-10-22
        fa ۳۱ مهر ۱۴۰۵ => Impossible
        fa ۰ مهر ۱۴۰۵ => Impossible
        fa 1403/12/30 => 2025-03-20
        fa 1405/13/01 => Impossible
        fa 1405/01/32 => Impossible
        ",
    );
}

/// Clocks in the United States go forward on the second Sunday of March, and back on the first of November.
#[test]
fn zones_of_the_united_states_keep_summer_time() {
    check(
        "
        en January 15, 2026 10:15 PM ET => 2026-01-15 22:15:00 -05:00
        en March 7, 2026 10:15 PM ET => 2026-03-07 22:15:00 -05:00
        en March 8, 2026 10:15 PM ET => 2026-03-08 22:15:00 -04:00
        en March 9, 2026 10:15 PM ET => 2026-03-09 22:15:00 -04:00
        en March 13, 2027 10:15 PM ET => 2027-03-13 22:15:00 -05:00
        en March 14, 2027 10:15 PM ET => 2027-03-14 22:15:00 -04:00
        en April 1, 2026 10:15 PM ET => 2026-04-01 22:15:00 -04:00
        en October 31, 2026 10:15 PM ET => 2026-10-31 22:15:00 -04:00
        en November 1, 2026 10:15 PM ET => 2026-11-01 22:15:00 -05:00
        en November 6, 2027 10:15 PM ET => 2027-11-06 22:15:00 -04:00
        en November 7, 2027 10:15 PM ET => 2027-11-07 22:15:00 -05:00
        en December 1, 2026 10:15 PM ET => 2026-12-01 22:15:00 -05:00
        ",
    );
}

#[test]
fn times_and_zones_as_people_write_them() {
    check(
        "
        en 24 November 2026 10:59 => 2026-11-24 10:59:00 +01:00
        en 24 November 2026 10:60 => Unrecognised
        en 24 November 2026 24:00 => 2026-11-25 00:00:00 +01:00
        en 24 November 2026 24:15 => Impossible
        en 24 November 2026 25:00 => Unrecognised
        en 24 November 2026 23:59:60 => 2026-11-24 23:59:59 +01:00
        en 24 November 2026 10:15:61 => Unrecognised
        en 24 November 2026 23:15 pm => 2026-11-24 23:15:00 +01:00
        en 24 November 2026 24:15 pm => Unrecognised
        en 24 November 2026 10:15:30.123 => 2026-11-24 10:15:30 +01:00
        en 24 November 2026 10:15:30,123 +0200 => 2026-11-24 10:15:30 +02:00
        ja 2026年11月24日 10時15分30秒 => 2026-11-24 10:15:30 +01:00
        en 24 November 2026 10:15 +2 => 2026-11-24 10:15:00 +02:00
        en 24 November 2026 10:15 -05:30 => 2026-11-24 10:15:00 -05:30
        en 24 November 2026 10:15 −0530 => 2026-11-24 10:15:00 -05:30
        en 24 November 2026 10:15 GMT+5:45 => 2026-11-24 10:15:00 +05:45
        en 24 November 2026 10:15 (UTC-3) => 2026-11-24 10:15:00 -03:00
        en 24 November 2026 10:15 CET => 2026-11-24 10:15:00 +01:00
        en 24 November 2026 10:15 IST => 2026-11-24 10:15:00 +05:30
        en 24 November 2026 10:15 NST => 2026-11-24 10:15:00 -03:30
        he 24 נובמבר 2026 10:15 IST => 2026-11-24 10:15:00 +02:00
        zh 2026年11月24日 10:15 CST => 2026-11-24 10:15:00 +08:00
        en 24 November 2026 10:15 XYZ => 2026-11-24 10:15:00 +00:00
        en 24 November 2026 10:15 hello => Unrecognised
        en 24 November 2026 in town => Unrecognised
        en 24 November 2026 (Tuesday) in town => Unrecognised
        zh Tue, 24 Nov 2026 10:15:00 CST => 2026-11-24 10:15:00 +08:00
        en Tue, 24 Nov 2026 10:15:00 CST => 2026-11-24 10:15:00 -06:00
        he Tue, 24 Nov 2026 10:15:00 IST => 2026-11-24 10:15:00 +02:00
        * Yesterday => Relative
        ar ٢٠ نوفمبر ٢٠٢٦ => 2026-11-20
        ",
    );
}

/// What Go, .NET and MySQL write for no date; the ledger and the validator ask for a form, and that it has.
#[test]
fn what_programs_write_for_no_date_is_none() {
    check(
        "
        * 0001-01-01 => Unset
        * 0001-01-01T00:00:00Z => Unset
        * 0001-01-01 00:00:00 +0000 => Unset
        * 0001-01-01T00:00:00-08:00 => Unset
        * 00010101000000 => Unset
        * 0001-06-30 => Unset
        * Mon, 01 Jan 0001 00:00:00 +0000 => Unset
        en January 1, 0001 => Unset
        * 0000-00-00 => Unset
        * 0000-00-00 00:00:00 => Unset
        * 0002-01-01 => 0002-01-01
        * 0000-01-01 => OutOfRange
        ",
    );
    assert_eq!(read_form("0001-01-01T00:00:00Z", DateForm::Rfc3339).map(|date| date.day.year), Ok(1));
    assert_eq!(date_in_path("0001-01-01-about.md", &DateHints::default()), None);
    assert!(date_in_path("1001-01-01-about.md", &DateHints::default()).is_some());
}

#[test]
fn what_is_no_date() {
    check(
        "
        * 2026-02-30 => Impossible
        * 2025-02-29 => Impossible
        * 2024-02-29 => 2024-02-29
        * 0000-01-01 => OutOfRange
        * 9999-12-31T23:59:59Z => 9999-12-31 23:59:59 +00:00
        * 9999-12-31T23:59:59-01:00 => OutOfRange
        * 10000-01-01 => Unrecognised
        * 262142-01-01 => Unrecognised
        * -0001-01-01 => Unset
        * 0001-01-01T00:00:00+01:00 => OutOfRange
        * 1582-10-10 => 1582-10-10
        * 2026-11-24T08:00:00+25:00 => Impossible
        * 2026-11-24T25:00:00Z => Impossible
        * 2026-11-24T08:60:00Z => Impossible
        * 2026-11-24T08:00:61Z => Impossible
        * 2026-11-24T24:00:01Z => Impossible
        nl 31 februari 2026 => Impossible
        nl 23 februari => Unrecognised
        nl februari 2026 => Unrecognised
        nl 2026 => Unrecognised
        en 99999999999999999999 => Unrecognised
        de vor 3 Tagen => Relative
        fr Hier => Relative
        de Hier => Unrecognised
        en 3 hours ago => Relative
        en Yesterday => Relative
        nl gisteren om 10:15 => Relative
        nl 3 uur geleden => Relative
        fr il y a 3 heures => Relative
        es hace 2 días => Relative
        pt há 3 horas => Relative
        ru 3 часа назад => Relative
        zh 3小时前 => Relative
        ja 3時間前 => Relative
        ko 3시간 전 => Relative
        en soon => Unrecognised
        en A bridge opens on 24 November 2026 in town => Unrecognised
        * ) => Unrecognised
        ",
    );
}

#[test]
fn dates_inside_a_line() {
    let table = [
        (
            "nl",
            "Door Jan Jansen, 23 februari 2026 om 10:15 uur",
            "[23 februari 2026 om 10:15 uur] 2026-02-23 10:15:00 +01:00",
        ),
        (
            "en",
            "Posted on Nov 23, 2026, 10:15 a.m. EST by Ann",
            "[Nov 23, 2026, 10:15 a.m. EST] 2026-11-23 10:15:00 -05:00",
        ),
        (
            "en",
            "Published 24 Nov 2026 | Updated 25 Nov 2026 9:30",
            "[24 Nov 2026] 2026-11-24 00:00:00 +01:00; [25 Nov 2026 9:30] 2026-11-25 09:30:00 +01:00",
        ),
        ("de", "Stand: 24.11.2026, 10:15 Uhr", "[24.11.2026, 10:15 Uhr] 2026-11-24 10:15:00 +01:00"),
        ("en", "By Ann Lee • 3 hours ago • 4 min read", "[3 hours ago] Relative"),
        ("en", "In 2026, May 5 people would have come", ""),
        ("en", "Version 1.2.24 runs on 192.168.10.20 and costs $1,200", ""),
        ("en", "Call 06-12-34-56-78 or 555-12-1234", ""),
        ("en", "Scores: 3/4/26", "[3/4/26] Ambiguous"),
        ("nl", "31 februari 2026", "[31 februari 2026] Impossible"),
        ("zh", "新华社北京2026年11月24日电", "[2026年11月24日] 2026-11-24 00:00:00 +01:00"),
        ("en", "The war ended on November 11, 1918.", "[November 11, 1918] 1918-11-11 00:00:00 +01:00"),
        ("nl", "23 februari 2026 - 12 reacties", "[23 februari 2026] 2026-02-23 00:00:00 +01:00"),
        (
            "en",
            "2026-11-24T08:00:00Z, 2026-11-25",
            "[2026-11-24T08:00:00Z] 2026-11-24 08:00:00 +00:00; [2026-11-25] 2026-11-25 00:00:00 +01:00",
        ),
        (
            "en",
            "2 minute readMarch 4, 202412:45 PM UTCUpdated ago",
            "[March 4, 202412:45 PM] 2024-03-04 12:45:00 +01:00",
        ),
        (
            "de",
            "30.01.202430. Januar 2024",
            "[30.01.2024] 2024-01-30 00:00:00 +01:00; [30. Januar 2024] 2024-01-30 00:00:00 +01:00",
        ),
        ("en", "Mental HealthDECEMBER 22, 2022Updated", "[DECEMBER 22, 2022] 2022-12-22 00:00:00 +01:00"),
        ("de", "06.11.20230 Kommentare", "[06.11.2023] 2023-11-06 00:00:00 +01:00"),
        ("en", "It cost $1,201234 in all, or 20201 in May", ""),
        ("en", "Published 20261124 by Ann", "[20261124] 2026-11-24 00:00:00 +01:00"),
        ("en", "Orders 20261324, 20260024, 20261132, 20261100, 18991124 and 21001124", ""),
        ("en", "Posted 24 Nov '26 by Ann", "[24 Nov '26] 2026-11-24 00:00:00 +01:00"),
        ("en", "Posted 24-Nov-26 by Ann", "[24-Nov-26] 2026-11-24 00:00:00 +01:00"),
        ("en", "On 24 Nov 26 people came", ""),
        ("en", "24 Nov 2026 10:15 XYZ", "[24 Nov 2026 10:15] 2026-11-24 10:15:00 +01:00"),
        ("en", "24 Nov 2026 10:15:30.5 by Ann", "[24 Nov 2026 10:15:30.5] 2026-11-24 10:15:30 +01:00"),
        ("en", "24 Nov 2026 10:15:30. 5 came", "[24 Nov 2026 10:15:30] 2026-11-24 10:15:30 +01:00"),
        ("en", "24 Nov 2026 10:15: 30 came", "[24 Nov 2026 10:15] 2026-11-24 10:15:00 +01:00"),
        ("nl", "23 februari 2026. 10. 15 mensen kwamen", "[23 februari 2026] 2026-02-23 00:00:00 +01:00"),
        (
            "fr",
            "24 mai 2026 10:15 et 25 mai 2026",
            "[24 mai 2026 10:15] 2026-05-24 10:15:00 +01:00; [25 mai 2026] 2026-05-25 00:00:00 +01:00",
        ),
        ("fr", "3 mai 2026 à 8 h 15 bacs", "[3 mai 2026 à 8 h] 2026-05-03 08:00:00 +01:00"),
        ("fr", "3 mai 2026 à 8 h 15, par Anne", "[3 mai 2026 à 8 h 15] 2026-05-03 08:15:00 +01:00"),
        ("fr", "3 mai 2026 à 8h15 bacs", "[3 mai 2026 à 8h15] 2026-05-03 08:15:00 +01:00"),
        ("en", "Ann, yesterday at 10:15 in town", "[yesterday at 10:15] Relative"),
        ("en", "By Ann, yesterday", "[yesterday] Relative"),
        ("nl", "Versie 1.24.11.2026 en 24.11.2026.7", ""),
        ("nl", "Om 10:24.11.2026", ""),
        ("en", "", ""),
    ];
    let mut wrong = Vec::new();
    for (language, line, expected) in table {
        let found = find(line, &hints(language));
        let got: Vec<String> =
            found.into_iter().map(|found| format!("[{}] {}", &line[found.span], shown(found.date))).collect();
        if got.join("; ") != expected {
            wrong.push(format!("{line:?}: {}", got.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_document_shows_its_order() {
    assert_eq!(order_shown("Updated 24/11/2026"), Some(DateOrder::DayFirst));
    assert_eq!(order_shown("Updated 11/24/2026"), Some(DateOrder::MonthFirst));
    assert_eq!(order_shown("Updated 3/4/2026"), None);
    let known = DateHints { order: Some(DateOrder::MonthFirst), ..hints("en") };
    assert_eq!(shown(parse("3/4/2026", &known)), "2026-03-04 00:00:00 +01:00");
}

#[test]
fn dates_in_paths() {
    let table = [
        ("2026-11-24-title.md", "2026-11-24 title.md"),
        ("news/2026-11-24-title.md", "2026-11-24 title.md"),
        ("2026/11/24/title.md", "2026-11-24 title.md"),
        ("blog/2026/1/4/title.md", "2026-01-04 title.md"),
        ("20261124_title.md", "2026-11-24 title.md"),
        ("2026-11-24.md", "2026-11-24 .md"),
        ("2026-02-30-title.md", "none"),
        ("2026-11-245-title.md", "none"),
        ("20261124123456.md", "none"),
        ("title.md", "none"),
        ("", "none"),
        ("2026/13/24/title.md", "none"),
        ("2026/011/24/title.md", "none"),
        ("2026/+1/24/title.md", "none"),
        ("blog/202/11/24/title.md", "none"),
        ("2026-11-24", "2026-11-24 "),
        ("2026-11-24title.md", "none"),
        ("2026/11/24-title.md", "2026-11-24 title.md"),
        ("blog/2026/11/24_title.md", "2026-11-24 title.md"),
        ("2026/11/24-.md", "2026-11-24 .md"),
        ("2026/13/24-title.md", "none"),
        ("11/24-title.md", "none"),
        ("26/11/24-title.md", "none"),
        ("2026-11-24-title/notes.md", "2026-11-24 notes.md"),
        ("2026-11-24/notes.md", "none"),
    ];
    for (path, expected) in table {
        let got = date_in_path(path, &hints("nl"));
        let got = got.map(|(date, rest)| format!("{} {rest}", date.day()));
        assert_eq!(got.as_deref().unwrap_or("none"), expected, "{path}");
    }
}

/// Form, precision and what is odd of each text; what is no date in any form of a standard is not here.
#[test]
fn forms_and_what_is_odd() {
    let table = [
        ("2026-11-24T08:00:00Z", "Rfc3339 Second"),
        ("2026-11-24T08:00:00.25+01:00", "Rfc3339 Second"),
        ("2026-11-24t08:00:00z", "Rfc3339 Second UnusualCase"),
        ("2026-11-24t08:00:00Z", "Rfc3339 Second UnusualCase"),
        ("2026-11-24T08:00:00z", "Rfc3339 Second UnusualCase"),
        ("2026-11-24 08:00:00Z", "Rfc3339 Second SpaceForT"),
        ("2026-11-24T24:00:00Z", "Rfc3339 Second Hour24"),
        ("2026-12-31T23:59:60Z", "Rfc3339 Second LeapSecond"),
        ("2026-11-24T08:00:00+23:59", "Rfc3339 Second OffsetBeyondRange"),
        ("2026-11-24T08:00:00+14:00", "Rfc3339 Second"),
        ("2026-11-24T08:00Z", "W3cDtf Minute"),
        ("2026-11-24", "W3cDtf Day"),
        ("2026-11-24T08:00:00", "Iso8601 Second"),
        ("2026-11-24T08:00:00+0100", "Iso8601 Second"),
        ("2026-11-24T08:00:00,5Z", "Iso8601 Second"),
        ("20261124T080000Z", "Iso8601 Second"),
        ("20261124T08:00:00Z", "Iso8601 Second"),
        ("20261124", "Iso8601 Day"),
        ("1795507200", "Unix Second"),
        ("Tue, 24 Nov 2026 08:00:00 +0000", "Rfc822 Second"),
        ("24 Nov 2026 08:00 GMT", "Rfc822 Minute"),
        ("4 Nov 2026 08:00 Z", "Rfc822 Minute MilitaryZone"),
        ("Tue, 24 Nov 26 08:00:00 EST", "Rfc822 Second TwoDigitYear NamedZone"),
        ("Mon, 24 Nov 2026 08:00:00 -0000", "Rfc822 Second WrongWeekday"),
        ("Sun, 29 Nov 2026 08:00:00 GMT", "Rfc822 Second"),
        ("Wed, 25 Nov 2026 08:00:00 GMT", "Rfc822 Second"),
        ("Tue, 25 Nov 2026 08:00:00 GMT", "Rfc822 Second WrongWeekday"),
        ("tue, 24 nov 2026 08:00:00 a", "Rfc822 Second MilitaryZone UnusualCase"),
        ("Tue, 24 Nov 2026 08:00:00 UTC", "Rfc822 Second UnlistedZone"),
        ("Tue,24 Nov 2026 08:00:00 +0000", "Rfc822 Second UnusualSpace"),
        ("Tue, 24  Nov 2026 08:00:00 +0000", "Rfc822 Second UnusualSpace"),
        ("Tue, 24 (one (two \\) three)) Nov 2026 08:00 GMT", "Rfc822 Minute Comment"),
        ("Tue(esday), 24 Nov 2026 08:00 GMT (noon)", "Rfc822 Minute Comment UnusualSpace"),
        ("Tue, 24 Nov 2026 24:00:00 GMT", "Rfc822 Second Hour24"),
        ("Tue, 24 Nov 2026 10:00:00 +2359", "Rfc822 Second OffsetBeyondRange"),
        ("Tue, 24 Nov 2026 10:00:00 -9959", "Rfc822 Second OffsetBeyondRange"),
        ("Tue 24 Nov 2026 08:00:00 +0000", "Written Second"),
        ("24 Nov 2026 08:00", "Written Minute"),
        ("24 november 2026", "Written Day"),
    ];
    const ALL: [Oddity; 12] = [
        Oddity::TwoDigitYear,
        Oddity::WrongWeekday,
        Oddity::Hour24,
        Oddity::LeapSecond,
        Oddity::Comment,
        Oddity::OffsetBeyondRange,
        Oddity::NamedZone,
        Oddity::MilitaryZone,
        Oddity::UnlistedZone,
        Oddity::UnusualCase,
        Oddity::SpaceForT,
        Oddity::UnusualSpace,
    ];
    for (text, expected) in table {
        let date = read(&format!("  {text} "), &DateHints::default());
        let date = date.unwrap_or_else(|reason| panic!("{text}: {reason:?}"));
        let odd = ALL.into_iter().filter(|oddity| date.oddities.contains(*oddity)).map(|oddity| format!(" {oddity:?}"));
        assert_eq!(format!("{:?} {:?}{}", date.form, date.precision, odd.collect::<String>()), expected, "{text}");
        assert_eq!(date.span, 2..2 + text.len(), "{text}");
        assert_eq!(date.oddities.is_empty(), expected.split(' ').count() == 2, "{text}");
        let is_foreign = ["Hour24", "SpaceForT", "UnlistedZone"].iter().any(|oddity| expected.contains(oddity));
        assert_eq!(date.conforms(), !is_foreign, "{text}");
    }
}

#[test]
fn a_form_is_that_form_and_no_other() {
    use DateForm::*;
    use NotADate::*;
    let table = [
        (Rfc822, "2026-11-24", Unrecognised),
        (Rfc822, "Tue 24 Nov 2026 08:00:00 +0000", Unrecognised),
        (Rfc822, "Tue, 24 Nov 2026 8:00:00 +0000", Unrecognised),
        (Rfc822, "Tue, 24 Nov 2026 08:00:00", Unrecognised),
        (Rfc822, "Tue, 24 Nov 2026 08:00:00 XYZ", Unrecognised),
        (Rfc822, "Tue, 24 Nov 2026 08:00:00 J", Unrecognised),
        (Rfc822, "Tue, 24 Nov 2026 08:00:00 GMT (open", Unrecognised),
        (Rfc822, "Tue, 31 Nov 2026 08:00:00 GMT", Impossible),
        (Rfc822, "Tue, 24 Nov 2026 25:00:00 GMT", Impossible),
        (Rfc822, "Tue, 24 Nov 2026 24:00:01 GMT", Impossible),
        (Rfc822, "Tue, 24 Nov 2026 08:00:00 +0060", Impossible),
        (Rfc3339, "2026-11-24", Unrecognised),
        (Rfc3339, "2026-11-24T08:00Z", Unrecognised),
        (Rfc3339, "2026-11-24T08:00:00", Unrecognised),
        (Rfc3339, "2026-11-24T08:00:00.Z", Unrecognised),
        (Rfc3339, "2026-11-24T08:00:00+0100", Unrecognised),
        (Rfc3339, "2026-11-24T08:00:00+24:00", Unrecognised),
        (Rfc3339, " 2026-11-24T08:00:00Z", Unrecognised),
        (Rfc3339, "2026-02-29T08:00:00Z", Impossible),
        (Rfc3339, "0000-01-01T00:00:00Z", OutOfRange),
        (W3cDtf, "24.11.2026", Unrecognised),
        (W3cDtf, "2026-1", Unrecognised),
        (W3cDtf, "2026-13", Impossible),
        (W3cDtf, "2026-11-24T08:00", Unrecognised),
    ];
    for (form, text, reason) in table {
        assert_eq!(read_form(text, form), Err(reason), "{form:?} {text}");
    }
    for text in ["2026", "2026-11", "2026-11-24", "2026-11-24T08:00+01:00", "2026-11-24T08:00:00.5Z"] {
        assert!(read_form(text, W3cDtf).is_ok_and(|date| date.conforms()), "{text}");
    }
}

/// What the offset is does not matter, as long as the moment can be told.
#[test]
fn an_offset_that_no_clock_has_gives_a_moment() {
    let moment = |text: &str| parse(text, &DateHints::default()).map(Timestamp::rfc3339);
    assert_eq!(moment("Mon, 04 May 2026 10:00:00 +2359").as_deref(), Ok("2026-05-04T10:00:00+23:59"));
    assert_eq!(moment("Mon, 04 May 2026 10:00:00 +9900").as_deref(), Ok("2026-04-30T07:00:00Z"));
    assert_eq!(moment("Mon, 04 May 2026 24:00:00 GMT").as_deref(), Ok("2026-05-05T00:00:00Z"));
    assert_eq!(moment("Mon, 04 (x) May 2026 10:00 GMT").as_deref(), Ok("2026-05-04T10:00:00Z"));
}

#[test]
fn offsets_alone() {
    let table = [
        ("+01:00", Some(3600)),
        ("+01", Some(3600)),
        ("+01:", None),
        ("-0530", Some(-19_800)),
        ("Z", Some(0)),
        ("UTC", Some(0)),
        ("+24:00", None),
        ("+01:60", None),
    ];
    for (text, seconds) in table {
        assert_eq!(utc_offset(text), seconds, "{text}");
    }
    assert!(["", "1", "+1:00", "+01:00 ", "CET"].into_iter().all(|text| utc_offset(text).is_none()));
}

#[test]
fn a_moment_and_a_day_as_they_are_asked_for() {
    let date = parse("2026-11-24T00:00:00+05:30", &DateHints::default()).expect("a date");
    assert_eq!(date.unix(), 1_795_458_600);
    assert_eq!(Timestamp::from_unix(date.unix()), Some(date));
    assert_eq!((date.day().to_string(), date.utc_day().to_string()), ("2026-11-24".into(), "2026-11-23".into()));
    assert!(date.is_midnight() && !date.in_utc().is_midnight());
    assert_eq!(date.to_string(), "2026-11-24T00:00:00+05:30");
    let table = [
        ("2026-11-24", Some("Tue")),
        ("2026-11-29", Some("Sun")),
        ("2024-02-29", Some("Thu")),
        ("2026-02-29", None),
        ("2026-11-24x", None),
        ("20261124", None),
        ("", None),
    ];
    for (text, weekday) in table {
        assert_eq!(calendar_day(text).map(Day::weekday), weekday.map(Some), "{text}");
    }
    let none = Day { year: 2026, month: 2, day: 29 };
    assert!(!none.exists() && none.weekday().is_none() && Day { day: 28, ..none }.exists());
}

proptest::proptest! {
    #[test]
    fn nothing_panics_and_spans_are_of_the_line(text in "[0-9a-zA-Z.:/, +TZ\\-()年月日Майпт٠-٩é’\u{301}]{0,60}", language in "(en|de|fa|th|hu|ja|)") {
        let hints = hints(&language);
        let _ = parse(&text, &hints);
        for form in [DateForm::Rfc3339, DateForm::Rfc822, DateForm::W3cDtf, DateForm::Iso8601, DateForm::Unix] {
            let _ = read_form(&text, form);
        }
        let _ = order_shown(&text);
        let _ = date_in_path(&text, &hints);
        for found in find(&text, &hints) {
            proptest::prop_assert!(text.get(found.span).is_some_and(|found| !found.is_empty()));
        }
    }

    #[test]
    fn what_is_written_by_standard_is_read_as_it_was(seconds in -62_104_060_800_i64..253_402_300_800) {
        let date = Timestamp::from_unix(seconds);
        proptest::prop_assert_eq!(parse(&date.map(Timestamp::rfc3339).unwrap_or_default(), &hints("")).ok(), date);
        proptest::prop_assert_eq!(parse(&date.map(Timestamp::rfc822).unwrap_or_default(), &hints("")).ok(), date);
    }
}
