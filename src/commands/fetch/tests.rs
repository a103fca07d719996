use super::*;

/// Refused before anybody is asked, so that this asks nobody either.
#[test]
fn who_may_ask_only_public_servers_asks_no_others() {
    let client = Client::new();
    let until = Instant::now() + PATIENCE;
    let private = [
        "http://127.0.0.1:9/",
        "http://localhost:9/",
        "http://a.localhost.:9/",
        "http://0x7f000001:9/",
        "http://2130706433:9/",
        "http://[::1]:9/",
        "http://[::ffff:127.0.0.1]:9/",
        "http://[2001::1]:9/",
        "http://[3fff::1]:9/",
    ];
    for address in private {
        let why = client.probe(Reach::Public, address, until).status.expect_err(address);
        assert!(why.contains("from the public net to a private address"), "{address}: {why}");
    }
}

#[test]
fn an_answer_without_a_feed_is_told_by_its_status_and_body() {
    let delivery = |status, body: &str| Delivery {
        exchanges: vec![Exchange { status, ..Exchange::default() }],
        body: body.into(),
        ..Delivery::default()
    };
    let cases = [
        (200, "<rss/>", None),
        (203, "<rss/>", None),
        (404, "", None),
        (200, "", Some("with nothing in it")),
        (200, " \r\n", Some("with nothing in it")),
        (203, "", Some("with nothing in it")),
        (202, "soon", Some("answers 202 instead")),
        (204, "", Some("answers 204 instead")),
        (205, "", Some("answers 205 instead")),
        (206, "<rss", Some("206, a part")),
    ];
    for (status, body, words) in cases {
        let why = without_feed(&delivery(status, body));
        match words {
            None => assert_eq!(why, None, "{status} {body:?}"),
            Some(words) => assert!(why.as_ref().is_some_and(|why| why.contains(words)), "{status} {body:?}: {why:?}"),
        }
    }
}

/// Only Linux answers at all addresses of the loopback net.
#[cfg(target_os = "linux")]
mod two_machines {
    use super::*;
    use std::collections::VecDeque;
    use std::io::{BufRead, BufReader, Write};
    use std::net::{SocketAddr, TcpListener};
    use std::thread;

    /// On these machines of the loopback net there are servers: `PUBLIC` is taken for one of the public net.
    const PUBLIC: [u8; 4] = [127, 0, 0, 1];
    const PRIVATE_ONE: [u8; 4] = [127, 0, 0, 2];

    fn is_public(address: IpAddr) -> bool {
        address == IpAddr::from(PUBLIC)
    }

    /// Gives a name another meaning each time that it is asked; the last one stays.
    #[derive(Debug)]
    struct Flipping(Mutex<VecDeque<Vec<[u8; 4]>>>);

    impl Resolver for Flipping {
        fn resolve(&self, uri: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
            let mut meanings = self.0.lock().expect("nobody has panicked");
            let meaning = if meanings.len() > 1 { meanings.pop_front() } else { meanings.front().cloned() };
            let meaning = meaning.unwrap_or_default();
            if meaning.is_empty() {
                return Err(ureq::Error::HostNotFound);
            }
            let mut found = self.empty();
            let port = uri.port_u16().expect("tests name it");
            meaning.into_iter().for_each(|address| found.push(SocketAddr::from((address, port))));
            Ok(found)
        }
    }

    /// A client to which a name means these, one after the other: whom it asks for the feed, and whom to follow a redirection.
    fn client(first: &[&[[u8; 4]]], then: &[&[[u8; 4]]]) -> Client {
        let meanings =
            |list: &[&[[u8; 4]]]| Flipping(Mutex::new(list.iter().map(|meaning| meaning.to_vec()).collect()));
        // The agent that may ask anybody is made first.
        let order = Mutex::new(VecDeque::from([meanings(first), meanings(then)]));
        Client::with(|| order.lock().expect("nobody has panicked").pop_front().expect("two agents"), is_public)
    }

    /// Two servers on one port of two machines: the first leads on to `/secret` under the same name, the second has it.
    fn servers() -> u16 {
        let (public, private) = loop {
            let public = TcpListener::bind(SocketAddr::from((PUBLIC, 0))).expect("a port");
            let port = public.local_addr().expect("bound").port();
            if let Ok(private) = TcpListener::bind(SocketAddr::from((PRIVATE_ONE, port))) {
                break (public, private);
            }
        };
        let port = public.local_addr().expect("bound").port();
        let serve = |listener: TcpListener, answer: String| {
            thread::spawn(move || {
                for mut stream in listener.incoming().flatten() {
                    let lines = BufReader::new(stream.try_clone().expect("a stream")).lines();
                    lines.map_while(Result::ok).take_while(|line| !line.is_empty()).for_each(drop);
                    let _ = stream.write_all(answer.as_bytes());
                }
            });
        };
        let way = format!("location: http://flip.test:{port}/secret\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        serve(public, format!("HTTP/1.1 302 Found\r\n{way}"));
        serve(private, "HTTP/1.1 200 OK\r\ncontent-length: 6\r\nconnection: close\r\n\r\nSECRET".to_string());
        port
    }

    #[test]
    fn a_name_that_means_another_machine_the_second_time_leads_to_no_private_one() {
        let port = servers();
        let feed = format!("http://flip.test:{port}/feed");
        type Meanings<'a> = &'a [&'a [[u8; 4]]];
        let refused: [(Meanings, Meanings, &str); 5] = [
            (&[&[PUBLIC]], &[&[PRIVATE_ONE]], PRIVATE),
            (&[&[PUBLIC]], &[&[PUBLIC, PRIVATE_ONE]], PRIVATE),
            (&[&[PUBLIC]], &[&[PRIVATE_ONE, PUBLIC]], PRIVATE),
            // Of both it is not known who has answered: it may be the public one.
            (&[&[PUBLIC, PRIVATE_ONE]], &[&[PRIVATE_ONE]], PRIVATE),
            // A look-up that fails says nothing about who is asked.
            (&[&[PUBLIC]], &[&[]], "host not found"),
        ];
        for (first, then, words) in refused {
            let failure = client(first, then).fetch(&feed).expect_err("private").to_string();
            assert!(failure.contains(words), "{first:?} {then:?}: {failure}");
            // The same for an address that a feed mentions, whose answer leads on.
            let until = Instant::now() + PATIENCE;
            let why = client(first, then).probe(Reach::Anywhere, &feed, until).status.expect_err("private");
            assert!(why.contains(words), "{first:?} {then:?}: {why}");
            let why = client(&[&[PUBLIC]], then).probe(Reach::Public, &feed, until).status.expect_err("private");
            assert!(why.contains(words), "{first:?} {then:?}: {why}");
        }
        // Whoever names a private server means it.
        let (delivery, reach) = client(&[&[PRIVATE_ONE]], &[&[]]).fetch(&feed).expect("it answers");
        assert_eq!((delivery.body.as_slice(), reach), (&b"SECRET"[..], Reach::Anywhere));
    }

    #[test]
    fn nobody_is_asked_when_the_time_is_over() {
        let port = servers();
        let probe = client(&[&[PUBLIC]], &[&[PUBLIC]]).probe(
            Reach::Public,
            &format!("http://flip.test:{port}/"),
            Instant::now(),
        );
        assert_eq!(probe.status, Err("it took too long".to_string()));
    }
}
